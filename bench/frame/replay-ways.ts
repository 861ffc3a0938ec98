/** The ways through stored events that are timed; what each does stands in `processes/replay.ts`. */
export const REPLAY_WAYS = ["parse", "rules", "dry", "written"] as const;
export type ReplayWay = (typeof REPLAY_WAYS)[number];
