export { median } from '../../statistics/numbers/median.js';
