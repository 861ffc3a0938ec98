import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { packageRoot } from "../../shared/package-root.ts";

/**
 * Where an editor finds the schema of a configuration file that lies in `folder`: by its path from there for a project that has
 * `intg` among its own packages, so that it is right on every machine; else by the address of the file in the installed package.
 */
export function schemaPlace(folder: string, root = packageRoot()): string {
  const schema = join(root, "fixtures", "schemas", "config.json");
  const modules = dirname(resolve(root));
  const project = dirname(modules);
  if (basename(modules) !== "node_modules" || !isWithin(resolve(folder), project)) return pathToFileURL(schema).href;
  const way = relative(resolve(folder), schema).split(sep).join("/");
  return encodeURI(way.startsWith("..") ? way : `./${way}`);
}

function isWithin(folder: string, parent: string): boolean {
  return folder === parent || folder.startsWith(parent.endsWith(sep) ? parent : parent + sep);
}
