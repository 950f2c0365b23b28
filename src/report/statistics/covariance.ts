export { covariance } from '../../statistics/numbers/covariance.js';
