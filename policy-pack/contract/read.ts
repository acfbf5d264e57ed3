import {
  type Contract,
  contractInput,
  contractVersion,
  type DeclaredDocument,
  type DeclaredEdge,
  type DeclaredKind,
  type DeclaredMember,
  type EdgeLayer,
  type EdgeProtocol,
} from "../engine/contract";
import type { Properties, Value } from "../engine/value";
import { isObject, isUnknown, pointer } from "../engine/value";
import { edgeEnd } from "./edge-end";
import { memberKinds } from "./members";
import { ContractReader, type Fields } from "./reader";

const contractKeys = [
  "contract",
  "source",
  "documents",
  "edges",
  "members",
  "accountBaseline",
  "waivers",
];
const documentKeys = ["id", "kind", "target", "property", "statements"];
const edgeKeys = ["id", "from", "to", "protocol", "port", "via", "public", "actions"];

const documentKinds: readonly DeclaredKind[] = [
  "identity",
  "trust",
  "resource",
  "boundary",
  "key",
  "endpoint",
  "lattice-auth",
];
const protocols: readonly EdgeProtocol[] = ["tcp", "udp", "icmp", "icmpv6"];
const layers: readonly EdgeLayer[] = ["network", "lattice", "app-mesh", "identity"];

/** Where something stands in the contract. */
interface Place {
  readonly component: string;
  readonly path: readonly (string | number)[];
}

/**
 * Reads what a component publishes in its `zeroTrust` input; undefined when it publishes nothing. What
 * cannot be used is left out and is a problem: less is then declared, so more is reported, never less.
 */
export function contractIn(component: string, properties: Properties): Contract | undefined {
  const input = properties[contractInput];
  if (input === undefined || input === null) return undefined;
  const reader = new ContractReader();
  const path = [contractInput];
  const nothing: Contract = {
    component,
    documents: [],
    edges: [],
    members: [],
    accountBaseline: undefined,
    waivers: [],
    problems: [],
  };
  if (isObject(input) && input["contract"] !== contractVersion) {
    noteVersion(reader, input["contract"]);
    return { ...nothing, problems: reader.problems };
  }
  const fields = reader.object(input, path, contractKeys);
  if (fields === undefined) return { ...nothing, problems: reader.problems };
  readSource(reader, fields["source"]);
  const documents = each(reader, fields["documents"], { component, path: [...path, "documents"] });
  const edges = each(reader, fields["edges"], { component, path: [...path, "edges"] });
  return {
    component,
    documents: withOwnIds(
      reader,
      documents.flatMap(([value, place]) => readDocument(reader, value, place)),
    ),
    edges: withOwnIds(
      reader,
      edges.flatMap(([value, place]) => readEdge(reader, value, place)),
    ),
    members: readMembers(reader, fields["members"], { component, path: [...path, "members"] }),
    accountBaseline:
      fields["accountBaseline"] === undefined
        ? undefined
        : reader.oneOf(
            fields["accountBaseline"],
            [...path, "accountBaseline"],
            ["owner", "reference"],
          ),
    waivers: reader.list(fields["waivers"], [...path, "waivers"]),
    problems: reader.problems,
  };
}

function noteVersion(reader: ContractReader, version: Value | undefined): void {
  const path = pointer([contractInput, "contract"]);
  const fix = `Set contract to ${String(contractVersion)}, or use a pack that knows this version.`;
  if (isUnknown(version)) {
    reader.note({ kind: "unknown", path, message: "The contract's version is unknown.", fix });
    return;
  }
  const message =
    version === undefined
      ? "The contract states no version."
      : `The pack does not know version ${JSON.stringify(version)} of the contract.`;
  reader.note({ kind: "version", path, message, fix });
}

const each = (
  reader: ContractReader,
  value: Value | undefined,
  { component, path }: Place,
): readonly (readonly [Value, Place])[] =>
  reader
    .list(value, path)
    .map((item, index) => [item, { component, path: [...path, index] }] as const);

// Two entries of one id are both used: leaving one out would hide it from every rule.
function withOwnIds<Entry extends { readonly id: string; readonly path: string }>(
  reader: ContractReader,
  entries: readonly Entry[],
): readonly Entry[] {
  const ids = new Set<string>();
  for (const { id, path } of entries) {
    if (ids.has(id)) {
      const message = `Id ${id} is used before; ids are unique within a component.`;
      reader.note({ kind: "malformed", path: `${path}/id`, message });
    }
    ids.add(id);
  }
  return entries;
}

function readSource(reader: ContractReader, source: Value | undefined): void {
  if (source === undefined) return;
  const path = [contractInput, "source"];
  const fields = reader.object(source, path, ["file", "line"]);
  if (fields === undefined) return;
  reader.text(fields["file"], [...path, "file"]);
  reader.integer(fields["line"], [...path, "line"], [1, Number.MAX_SAFE_INTEGER]);
}

function readDocument(
  reader: ContractReader,
  value: Value,
  { component, path }: Place,
): readonly DeclaredDocument[] {
  const fields = reader.object(value, path, documentKeys);
  if (fields === undefined) return [];
  const id = reader.text(fields["id"], [...path, "id"]);
  const kind = reader.oneOf(fields["kind"], [...path, "kind"], documentKinds);
  const target = reader.text(fields["target"], [...path, "target"]);
  const property = reader.text(fields["property"], [...path, "property"]);
  const statements = readStatements(reader, fields["statements"], [...path, "statements"]);
  if (id === undefined || kind === undefined || target === undefined) return [];
  if (property === undefined || statements === undefined) return [];
  return [{ component, path: pointer(path), id, kind, target, property, statements }];
}

// One statement may stand without a list, as in a document.
const readStatements = (
  reader: ContractReader,
  value: Value | undefined,
  path: Place["path"],
): readonly Value[] | undefined =>
  Array.isArray(value) ? reader.list(value, path) : oneStatement(reader.record(value, path));

const oneStatement = (statement: Fields | undefined): readonly Value[] | undefined =>
  statement === undefined ? undefined : [statement];

function readEdge(
  reader: ContractReader,
  value: Value,
  { component, path }: Place,
): readonly DeclaredEdge[] {
  const fields = reader.object(value, path, edgeKeys);
  if (fields === undefined) return [];
  const text = (key: string) => reader.text(fields[key], [...path, key]);
  const [id, from, to] = [text("id"), text("from"), text("to")];
  const transport = readTransport(reader, fields, path);
  const isPublic = reader.flag(fields["public"], [...path, "public"]);
  const actions = texts(reader, fields["actions"], [...path, "actions"]);
  if (id === undefined || from === undefined || to === undefined) return [];
  if (transport === undefined) return [];
  const ends = { from: edgeEnd(from), to: edgeEnd(to) };
  return [{ component, path: pointer(path), id, ...ends, ...transport, public: isPublic, actions }];
}

function readTransport(
  reader: ContractReader,
  fields: Fields,
  path: Place["path"],
): Pick<DeclaredEdge, "protocol" | "via" | "port"> | undefined {
  const protocol = reader.oneOf(fields["protocol"] ?? "tcp", [...path, "protocol"], protocols);
  const via = reader.oneOf(fields["via"] ?? "network", [...path, "via"], layers);
  if (protocol === undefined || via === undefined) return undefined;
  const given = fields["port"] ?? undefined;
  if (given === undefined && !needsPort(protocol, via)) return { protocol, via, port: undefined };
  const port = reader.integer(given, [...path, "port"], [0, 65_535]);
  return port === undefined ? undefined : { protocol, via, port };
}

// ICMP has no ports, and what IAM alone decides may come by any way.
const needsPort = (protocol: EdgeProtocol, via: EdgeLayer): boolean =>
  via !== "identity" && (protocol === "tcp" || protocol === "udp");

const texts = (
  reader: ContractReader,
  value: Value | undefined,
  path: Place["path"],
): readonly string[] =>
  reader.list(value, path).flatMap((item, index) => reader.text(item, [...path, index]) ?? []);

function readMembers(
  reader: ContractReader,
  value: Value | undefined,
  { component, path }: Place,
): readonly DeclaredMember[] {
  if (value === undefined || value === null) return [];
  return Object.entries(reader.record(value, path) ?? {}).flatMap(([service, kinds]) => {
    const at = [...path, service];
    const fields = reader.object(kinds, at, Object.keys(memberKinds)) ?? {};
    return Object.entries(fields)
      .filter(([kind]) => Object.hasOwn(memberKinds, kind))
      .flatMap(([kind, names]) =>
        reader.list(names, [...at, kind]).flatMap((item, index) => {
          const place = [...at, kind, index];
          const name = reader.text(item, place);
          return name === undefined
            ? []
            : [{ component, path: pointer(place), service, kind, name }];
        }),
      );
  });
}
