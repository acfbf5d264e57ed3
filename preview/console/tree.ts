import { stackType } from "../engine/urn";
import type { GraphResource } from "../graph";
import { plain } from "./text";

/** The component tree: components by name, the resources below each counted by type. */
export function renderTree(resources: readonly GraphResource[]): readonly string[] {
  const children = new Map<string, GraphResource[]>();
  for (const resource of resources) {
    const parent = resource.parent ?? "";
    children.set(parent, [...(children.get(parent) ?? []), resource]);
  }
  const root = resources.find(({ type }) => type === stackType);
  if (root === undefined) return [];
  const below = descend(root, children, 1);
  return [plain(`${root.name}  ${String(resources.length)} resources`), ...below];
}

type Children = ReadonlyMap<string, readonly GraphResource[]>;

function descend(resource: GraphResource, children: Children, depth: number): readonly string[] {
  const direct = children.get(resource.urn) ?? [];
  const indent = "  ".repeat(depth);
  const nested = (child: GraphResource) => !child.custom || children.has(child.urn);
  const components = direct
    .filter(nested)
    .flatMap((child) => [
      plain(`${indent}${child.name}  ${shortType(child.type)}`),
      ...descend(child, children, depth + 1),
    ]);
  const leaves = direct.filter((child) => !nested(child));
  return [...components, ...countByType(leaves).map((line) => `${indent}${line}`)];
}

function countByType(resources: readonly GraphResource[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { type } of resources) {
    const name = shortType(type);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([type, count]) => plain(`${String(count).padStart(3)} × ${type}`));
}

// `aws:ec2/subnet:Subnet` reads better as `ec2.Subnet`, `agent-runtime:network:Network` as `network.Network`.
function shortType(type: string): string {
  const [packageName = "", module = "", name = ""] = type.split(":");
  return `${packageName === "pulumi" ? "" : `${module.split("/")[0] ?? ""}.`}${name}`;
}
