export { cagr } from '../../statistics/returns/cagr.js';
