export { bar } from './bar.js';
export { type Marbles, marbles } from './marbles.js';
export { operatorContract } from './operator-contract.js';
export { pipelineContext } from './pipeline-context.js';
export { quote } from './quote.js';
export { trade } from './trade.js';
