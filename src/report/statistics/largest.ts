export { largest } from '../../statistics/numbers/largest.js';
