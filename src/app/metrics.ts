/** Counters since start, in the text form that Prometheus reads. No buyer data: labels are names of ours. */
export class Metrics {
  readonly #counts = new Map<string, number>();

  count(name: string, labels: Readonly<Record<string, string | number>>, by = 1): void {
    const key = `${name}{${Object.entries(labels)
      .map(([label, value]) => `${label}="${escaped(String(value))}"`)
      .join(",")}}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + by);
  }

  /** @param gauges - values that hold now, by name. */
  text(help: Readonly<Record<string, string>>, gauges: Readonly<Record<string, number>>): string {
    const lines: string[] = [];
    for (const [name, text] of Object.entries(help)) {
      const gauge = gauges[name];
      lines.push(`# HELP ${name} ${text}`, `# TYPE ${name} ${gauge === undefined ? "counter" : "gauge"}`);
      if (gauge !== undefined) lines.push(`${name} ${gauge}`);
      for (const [key, value] of this.#counts) if (key.startsWith(`${name}{`)) lines.push(`${key} ${value}`);
    }
    return `${lines.join("\n")}\n`;
  }
}

function escaped(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => (character === "\n" ? "\\n" : `\\${character}`));
}
