import { rebuild } from "../../app/rebuild.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import type { CommandModule } from "../command.ts";

export const command: CommandModule = {
  define: () => undefined,

  async run(context) {
    const { out, texts } = context;
    const store = await context.store();
    await context.prompts.confirm(texts("rebuild.confirm", { n: await store.deliveries.count() }));
    const lock = await context.listenerLock();
    try {
      const n = await rebuild(store, VENDOR_ZONE);
      if (out.json) out.document({ deliveries: n });
      else out.line(texts("rebuild.done", { n }));
    } finally {
      lock.release();
    }
  },
};
