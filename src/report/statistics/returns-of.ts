export { simpleReturns as returnsOf } from '../../statistics/returns/simple-returns.js';
