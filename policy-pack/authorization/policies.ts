import type { StackResource } from "../engine/rule";
import type { Value } from "../engine/value";
import type { Document } from "../iam/document";
import { readStatements } from "../iam/document";
import type { Boundary } from "../iam/effective/boundaries";
import { companions, ownedTypes } from "../iam/effective/owned-things";
import { type Gap, type Principal, principalsOf } from "../iam/effective/principals";
import { unlinkedPolicies } from "../iam/effective/resource-admissions";
import type { PolicySource } from "../iam/effective/sources";
import { type DocumentKind, documentsOf } from "../iam/locations";
import type { Statement } from "../iam/statement";
import type { World } from "./known-arns";
import { mayBeFor, permissionPolicy } from "./permission-policy";
import type { PolicyKind, SessionPolicy } from "./request";

/** A policy that takes part in a decision. */
export interface Policy {
  /** Kind, in AWS's words. */
  readonly kind: PolicyKind;
  /** Resource that carries it. */
  readonly carrier: StackResource;
  /** JSON pointer of the document. */
  readonly path: string;
  /** What was read. */
  readonly document: Document;
}

/** All policies of a role. */
export interface RolePolicies {
  /** Identity policies. */
  readonly identity: readonly Policy[];
  /** What of them cannot be seen. */
  readonly gaps: readonly Gap[];
  /** Permissions boundary. */
  readonly boundary: Boundary;
  /** The boundary as a policy, where it can be seen. */
  readonly boundaryPolicies: readonly Policy[];
  /** Service control policies. */
  readonly denials: readonly Policy[];
}

interface Found {
  readonly declared: World["context"]["declared"];
  readonly byRole: ReadonlyMap<StackResource, RolePolicies>;
  readonly ofResource: Map<StackResource, readonly Policy[]>;
  readonly attached: ReadonlyMap<StackResource, readonly StackResource[]>;
  readonly permissions: ReadonlyMap<StackResource, readonly StackResource[]>;
  readonly byName: ReadonlyMap<string, readonly StackResource[]>;
  readonly unlinked: ReturnType<typeof unlinkedPolicies>;
}

const cache = new WeakMap<World["stack"], Found>();

function foundIn(world: World): Found {
  const known = cache.get(world.stack);
  if (known?.declared === world.context.declared) return known;
  const found: Found = {
    declared: world.context.declared,
    byRole: new Map(
      principalsOf(world.stack, world.context).flatMap((principal) =>
        principal.resource === undefined || principal.kind === "policy"
          ? []
          : [[principal.resource, rolePolicies(principal)] as const],
      ),
    ),
    ofResource: new Map(),
    attached: attachedIn(world),
    permissions: permissionsIn(world),
    byName: grouped(world.stack.resources.map((resource) => [resource.name, resource] as const)),
    unlinked: unlinkedPolicies(world.stack),
  };
  cache.set(world.stack, found);
  return found;
}

const policyOf =
  (kind: PolicyKind) =>
  ({ carrier, path, document }: PolicySource): Policy => ({ kind, carrier, path, document });

function rolePolicies({ sources, gaps, boundary, denials }: Principal): RolePolicies {
  return {
    identity: sources.map(policyOf("identity policy")),
    gaps,
    boundary,
    boundaryPolicies:
      boundary.kind === "known" ? [boundary.source].map(policyOf("permissions boundary")) : [],
    denials: denials.map(policyOf("service control policy")),
  };
}

/** The policies of a role of the stack. */
export function policiesOfRole(world: World, role: StackResource): RolePolicies {
  const none: RolePolicies = {
    identity: [],
    gaps: [],
    boundary: { kind: "absent" },
    boundaryPolicies: [],
    denials: [],
  };
  return foundIn(world).byRole.get(role) ?? none;
}

/** A session policy as a policy of the role whose session it narrows. */
export function sessionPolicy(role: StackResource, { statements }: SessionPolicy): Policy {
  const path = "/session";
  const document = readStatements(statements.map(asValue), path);
  return { kind: "session policy", carrier: role, path, document };
}

// Whatever JSON cannot hold is nothing in a policy either.
const asValue = (statement: Readonly<Record<string, unknown>>): Value =>
  JSON.parse(JSON.stringify(statement)) as Value;

const kinds: Readonly<Partial<Record<DocumentKind, PolicyKind>>> = {
  resource: "resource policy",
  key: "key policy",
  trust: "trust policy",
  endpoint: "endpoint policy",
  "lattice-auth": "auth policy",
};

const logGroupType = "aws:cloudwatch/logGroup:LogGroup";
const functionType = "aws:lambda/function:Function";

/** The policies of a resource: its own, those attached to it, and those of the account that speak of it. */
export function policiesOfResource(world: World, resource: StackResource): readonly Policy[] {
  const found = foundIn(world);
  const known = found.ofResource.get(resource);
  if (known !== undefined) return known;
  const ofAccount =
    resource.type === logGroupType
      ? world.stack.ofType("aws:cloudwatch/logResourcePolicy:LogResourcePolicy")
      : [];
  const carriers = [resource, ...(found.attached.get(resource) ?? []), ...ofAccount];
  const policies = [
    ...carriers.flatMap((carrier) => documentPolicies(world, carrier)),
    ...unlinkedTo(world, resource),
    ...(found.permissions.get(resource) ?? [])
      .map((carrier) => permissionPolicy(carrier, resource))
      .map(policyOf("resource policy")),
  ];
  found.ofResource.set(resource, policies);
  return policies;
}

/** The statements of a resource's policies; unknown documents have none. */
export const policyStatementsOf = (world: World, resource: StackResource): readonly Statement[] =>
  policiesOfResource(world, resource).flatMap(({ document }) =>
    document.kind === "known" ? document.statements : [],
  );

// A policy of which nobody knows what it is attached to may be the policy of any resource of its service.
function unlinkedTo(world: World, { type }: StackResource): readonly Policy[] {
  return foundIn(world)
    .unlinked.filter(({ policy }) => moduleOf(policy.type) === moduleOf(type))
    .map(({ policy, path }) => ({
      kind: "resource policy",
      carrier: policy,
      path,
      document: { kind: "unknown", path },
    }));
}

const moduleOf = (type: string): string => type.split("/")[0] ?? "";

/** The policies in the documents of a carrier that speak of a resource. */
function documentPolicies({ context }: World, carrier: StackResource): readonly Policy[] {
  return documentsOf(carrier, context).flatMap(({ kind, path, document }): readonly Policy[] => {
    const policyKind = kinds[kind];
    return policyKind === undefined ? [] : [{ kind: policyKind, carrier, path, document }];
  });
}

// Endpoints have a property and a resource of their own for their policy, and so do resources that other rules do
// not weigh as owned.
const attachments: Readonly<Record<string, string>> = {
  ...companions,
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": "vpcEndpointId",
  "aws:ecr/repositoryPolicy:RepositoryPolicy": "repository",
  "aws:lambda/resourcePolicy:ResourcePolicy": "resourceArn",
  "aws:backup/vaultPolicy:VaultPolicy": "backupVaultName",
};

type ByResource = ReadonlyMap<StackResource, readonly StackResource[]>;

function attachedIn({ stack }: World): ByResource {
  const types = [...new Set(stack.resources.map(({ type }) => type))];
  return grouped(
    Object.entries(attachments).flatMap(([type, property]) =>
      stack
        .ofType(type)
        .flatMap((policy) =>
          stack.referred(policy, property, types).map((target) => [target, policy] as const),
        ),
    ),
  );
}

const aliasType = "aws:lambda/alias:Alias";

function permissionsIn({ stack }: World): ByResource {
  return grouped(
    stack.ofType("aws:lambda/permission:Permission").flatMap((permission) => {
      const found = stack
        .referred(permission, "function", [functionType, aliasType])
        .flatMap((target) =>
          target.type === aliasType
            ? stack.referred(target, "functionName", [functionType])
            : [target],
        );
      const targets =
        found.length > 0
          ? found
          : stack.ofType(functionType).filter((target) => mayBeFor(permission, target));
      return targets.map((target) => [target, permission] as const);
    }),
  );
}

function grouped<Key>(
  pairs: readonly (readonly [Key, StackResource])[],
): ReadonlyMap<Key, readonly StackResource[]> {
  const groups = new Map<Key, StackResource[]>();
  for (const [key, item] of pairs) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else if (!group.includes(item)) group.push(item);
  }
  return groups;
}

/** The resource of the stack that a declared reference means; undefined when none or several do. */
export function referredIn(world: World, ref: string): StackResource | undefined {
  const byUrn = world.stack.byUrn(ref);
  if (byUrn !== undefined) return byUrn;
  const named = foundIn(world).byName.get(ref) ?? [];
  // What belongs to a resource often has its name.
  const owned = named.filter(({ type }) => ownedTypes.includes(type));
  const [resource, ...others] = owned.length > 0 ? owned : named;
  return others.length === 0 ? resource : undefined;
}
