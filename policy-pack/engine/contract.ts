import type { Properties, Value } from "./value";

/** The version of the contract this pack understands. */
export const contractVersion = 1;

/** The input by which a component publishes what it knows. */
export const contractInput = "zeroTrust";

/** What a declared document is for. */
export type DeclaredKind =
  | "identity"
  | "trust"
  | "resource"
  | "boundary"
  | "key"
  | "endpoint"
  | "lattice-auth";

/** A document that a component declares because its own text is unknown before keys and the like exist. */
export interface DeclaredDocument {
  /** URN of the component. */
  readonly component: string;
  /** JSON pointer of the declaration in the component. */
  readonly path: string;
  /** Unique within the component. */
  readonly id: string;
  /** What the document is for. */
  readonly kind: DeclaredKind;
  /** Logical name of the resource that carries it. */
  readonly target: string;
  /** Property of that resource. */
  readonly property: string;
  /** Statements; a resource may be `{ ref, suffix }`. */
  readonly statements: readonly Value[];
}

/** One end of an edge: a service of the program, an AWS service, a managed prefix list, or addresses. */
export type EdgeEnd =
  | { readonly kind: "service"; readonly name: string }
  /** Service principal without `.amazonaws.com`, such as `kms`. */
  | { readonly kind: "aws-service"; readonly name: string }
  /** Name such as `com.amazonaws.us-east-1.s3`, or id such as `pl-63a5400a`. */
  | { readonly kind: "prefix-list"; readonly name: string }
  /** Block as written, such as `10.0.0.0/16`. */
  | { readonly kind: "cidr"; readonly block: string };

/** What carries an edge: plain network traffic, a mesh, or calls that IAM alone decides. */
export type EdgeLayer = "network" | "lattice" | "app-mesh" | "identity";

/** Transport of an edge. */
export type EdgeProtocol = "tcp" | "udp" | "icmp" | "icmpv6";

/** A flow that a component declares; what no edge names must not be possible. */
export interface DeclaredEdge {
  /** URN of the component. */
  readonly component: string;
  /** JSON pointer of the declaration in the component. */
  readonly path: string;
  /** Unique within the component. */
  readonly id: string;
  /** Side that opens the connection. */
  readonly from: EdgeEnd;
  /** Side that is called. */
  readonly to: EdgeEnd;
  /** Transport. */
  readonly protocol: EdgeProtocol;
  /** Port of the called side; undefined where there is none, for ICMP and for calls that IAM alone decides. */
  readonly port: number | undefined;
  /** What carries it. */
  readonly via: EdgeLayer;
  /** Whether everybody may be at one end. */
  readonly public: boolean;
  /** Actions that the caller may perform, such as `sqs:SendMessage`. */
  readonly actions: readonly string[];
}

/** A resource that belongs to a service. */
export interface DeclaredMember {
  /** URN of the component. */
  readonly component: string;
  /** JSON pointer of the name in the component. */
  readonly path: string;
  /** Service of the program. */
  readonly service: string;
  /** What it is, such as `securityGroups`; see `contract/members.ts` for the types it stands for. */
  readonly kind: string;
  /** Logical name, URN, or physical name. */
  readonly name: string;
}

/** Something in a contract that the pack cannot use. */
export interface ContractProblem {
  /** What is wrong: the version, a key nobody reads, a value of the wrong form, or a value that is unknown. */
  readonly kind: "version" | "key" | "malformed" | "unknown";
  /** JSON pointer in the component. */
  readonly path: string;
  /** One sentence. */
  readonly message: string;
  /** A fix with the value, where there is one. */
  readonly fix?: string;
}

/** All that one component publishes. */
export interface Contract {
  /** URN of the component. */
  readonly component: string;
  /** Documents whose text is unknown at first. */
  readonly documents: readonly DeclaredDocument[];
  /** Flows. */
  readonly edges: readonly DeclaredEdge[];
  /** Resources of services. */
  readonly members: readonly DeclaredMember[];
  /** Who sets up the account's detectors and recorders; undefined when the component does not say. */
  readonly accountBaseline: "owner" | "reference" | undefined;
  /** Waivers as written; whoever applies them validates them. */
  readonly waivers: readonly Value[];
  /** What could not be used. */
  readonly problems: readonly ContractProblem[];
}

/** What names a resource and its place below components. */
export interface DeclarationTarget {
  /** Unique name. */
  readonly urn: string;
  /** Logical name. */
  readonly name: string;
}

/** A resource as far as references need to know it. */
export interface ReferredResource extends DeclarationTarget {
  /** Type token. */
  readonly type: string;
  /** Raw inputs. */
  readonly properties: Properties;
}

/** What the components of a stack declare. */
export interface DeclaredDocuments {
  /**
   * The document that components above the resource declare for one of its properties. Where several do,
   * their statements count together; `claims` tells them apart.
   */
  readonly find: (resource: DeclarationTarget, property: string) => DeclaredDocument | undefined;
  /** Every declaration by a component above the resource for one of its properties. */
  readonly claims: (resource: DeclarationTarget, property: string) => readonly DeclaredDocument[];
  /** The resources seen so far that a reference may mean: by URN, else by logical name. */
  readonly referred: (ref: string) => readonly ReferredResource[];
  /** Whether the resource is below the component. */
  readonly isBelow: (resource: Pick<DeclarationTarget, "urn">, component: string) => boolean;
  /** All documents. */
  readonly all: readonly DeclaredDocument[];
  /** All edges. */
  readonly edges: readonly DeclaredEdge[];
  /** All members of services. */
  readonly members: readonly DeclaredMember[];
  /** Everything, by component. */
  readonly contracts: readonly Contract[];
}

/** What declarations need to know of the resources seen so far. */
export interface SeenResources {
  /** URN of the parent of a resource; undefined when it was not told. */
  readonly parentOf: (urn: string) => string | undefined;
  /** Resources of a logical name. */
  readonly named: (name: string) => readonly ReferredResource[];
}

const nothingSeen: SeenResources = { parentOf: () => undefined, named: () => [] };

/** Makes declarations findable. */
export function declaredDocuments(
  contracts: readonly Contract[],
  { parentOf, named }: SeenResources = nothingSeen,
): DeclaredDocuments {
  const all = contracts.flatMap(({ documents }) => documents);
  const byPlace = new Map<string, DeclaredDocument[]>();
  for (const document of all) {
    const key = placeKey(document.target, document.property);
    const claimed = byPlace.get(key);
    if (claimed === undefined) byPlace.set(key, [document]);
    else claimed.push(document);
  }
  const isBelow: DeclaredDocuments["isBelow"] = ({ urn }, component) =>
    isDescendant(urn, component, parentOf);
  const claims: DeclaredDocuments["claims"] = (resource, property) =>
    (byPlace.get(placeKey(resource.name, property)) ?? []).filter(({ component }) =>
      isBelow(resource, component),
    );
  return {
    all,
    edges: contracts.flatMap(({ edges }) => edges),
    members: contracts.flatMap(({ members }) => members),
    contracts,
    isBelow,
    claims,
    referred: (ref) => {
      const isUrn = ref.startsWith("urn:pulumi:");
      return named(isUrn ? nameIn(ref) : ref).filter(({ urn }) => !isUrn || urn === ref);
    },
    find: (resource, property) => merged(claims(resource, property)),
  };
}

const placeKey = (target: string, property: string): string => JSON.stringify([target, property]);

function merged(claims: readonly DeclaredDocument[]): DeclaredDocument | undefined {
  const [first] = claims;
  if (first === undefined || claims.length === 1) return first;
  return { ...first, statements: claims.flatMap(({ statements }) => statements) };
}

// A child's URN carries the types of all its ancestors, but not their names: where the parents are known,
// they tell two components of one type apart.
function isDescendant(
  urn: string,
  component: string,
  parentOf: SeenResources["parentOf"],
): boolean {
  if (!typeChain(urn).startsWith(`${typeChain(component)}$`)) return false;
  const visited = new Set<string>();
  let parent = parentOf(urn);
  if (parent === undefined) return true;
  while (parent !== undefined && !visited.has(parent)) {
    if (parent === component) return true;
    visited.add(parent);
    parent = parentOf(parent);
  }
  return false;
}

const nameIn = (urn: string): string => urn.split("::").slice(3).join("::");

const typeChain = (urn: string): string => urn.split("::")[2] ?? "";
