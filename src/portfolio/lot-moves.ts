import type { ActionBody } from '../domain/action-body.js';
import type { FillBody } from '../domain/fill-body.js';

/** The name of the lot that units open, and whether they may. */
export type Opening = Pick<FillBody, 'effect' | 'because'> & { readonly lot: string };

/** A split or a dividend of what somebody holds. */
export interface Acting {
  readonly body: ActionBody;
  readonly symbol: string;
  readonly pipeline: string;
}
