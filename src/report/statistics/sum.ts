export { sum } from '../../statistics/numbers/sum.js';
