import type { ActionId } from "../core/rule.ts";
import { accessBlock } from "./access-block/index.ts";
import { accessGrant } from "./access-grant/index.ts";
import type { Action } from "./contract.ts";
import { forward } from "./forward/index.ts";
import { funnelRemove } from "./funnel-remove/index.ts";
import { notify } from "./notify/index.ts";
import { sequenceAdd } from "./sequence-add/index.ts";
import { tagAdd } from "./tag-add/index.ts";
import { tagRemove } from "./tag-remove/index.ts";

/** Every action there is, in the order in which help and traces show them. */
export const ACTIONS: readonly Action[] = [tagAdd, tagRemove, sequenceAdd, funnelRemove, accessGrant, accessBlock, notify, forward];

const byId: ReadonlyMap<ActionId, Action> = new Map(ACTIONS.map((action) => [action.id, action]));

export function actionOf(id: ActionId): Action {
  const action = byId.get(id);
  if (action === undefined) throw new TypeError(`no action ${id}`);
  return action;
}
