import type { Server, ServerResponse } from "node:http";

const LOOK_MS = 50;

/** The calls under way on a server, so that it can end when they are answered and wait for nobody else. */
export class Traffic {
  readonly #server: Server;
  readonly #underWay = new Set<ServerResponse>();
  #draining = false;

  constructor(server: Server) {
    this.#server = server;
  }

  /** A call whose head has been read. Its answer is the last one of its connection once we are draining. */
  enter(response: ServerResponse): void {
    this.#underWay.add(response);
    response.once("close", () => this.#underWay.delete(response));
    if (this.#draining) response.setHeader("Connection", "close");
  }

  /**
   * Takes no more connections, and resolves when the calls under way are answered. Connections that carry no call are
   * cut; so is what is left after `patienceMs`, since Node's own timeouts end with `server.close()`.
   */
  drain(patienceMs: number): Promise<void> {
    this.#draining = true;
    for (const response of this.#underWay) if (!response.headersSent) response.setHeader("Connection", "close");
    const look = setInterval(() => {
      if (this.#underWay.size === 0) this.#server.closeAllConnections();
      else this.#server.closeIdleConnections();
    }, LOOK_MS);
    const patience = setTimeout(() => this.#server.closeAllConnections(), patienceMs);
    return new Promise((resolve) => {
      this.#server.close(() => {
        clearInterval(look);
        clearTimeout(patience);
        resolve();
      });
    });
  }
}
