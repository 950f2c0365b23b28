export { mean } from '../../statistics/numbers/mean.js';
