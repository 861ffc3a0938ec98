import type { Database } from "better-sqlite3";

/**
 * Lets the first that was put aside ahead of a dispatch look again whether it may go.
 *
 * The schema lets the next of a lane go on when one ends. It does not see that one which others waited for is in line again
 * behind them: it was under way when what is due before it came, or the operator put it at the end.
 */
export function laneRelease(db: Database): (id: string) => void {
  const release = db.prepare<{ id: string }>(`
    UPDATE dispatches SET held = 0 WHERE seq = (
      SELECT e.seq FROM dispatches d JOIN dispatches e ON e.destination = d.destination AND e.lane = d.lane
      WHERE d.id = @id AND e.state IN ('queued', 'sending') AND e.held = 1 AND (e.due_at, e.seq) < (d.due_at, d.seq)
      ORDER BY e.due_at, e.seq LIMIT 1)`);
  return (id) => void release.run({ id });
}
