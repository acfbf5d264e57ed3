import type { CheckContext, JudgedStack, StackResource } from "../../engine/rule";
import { documentsOf } from "../locations";
import {
  attachmentTypes,
  membershipTypes,
  type PrincipalKind,
  policyType,
  principalTypes,
} from "./attachment-types";
import { awsManagedPolicy } from "./aws-managed-policies";
import { type Boundary, boundaryOf } from "./boundaries";
import { organizationDenials } from "./organization-denials";
import { ownSources, type PolicySource, storedSource } from "./sources";
import { type Target, targetsOf } from "./targets";

/** Permissions that cannot be seen. */
export interface Gap {
  /** Resource. */
  readonly carrier: StackResource;
  /** JSON pointer of the property. */
  readonly path: string;
  /** One sentence. */
  readonly message: string;
}

/** Somebody with all permissions that the stack gives. */
export interface Principal {
  /** The role, user, group or permission set; a policy that is attached to nothing; undefined when not in the stack. */
  readonly resource: StackResource | undefined;
  /** What it is. */
  readonly kind: PrincipalKind | "policy";
  /** Name for messages. */
  readonly name: string;
  /** Documents that apply, inherited ones included. */
  readonly sources: readonly PolicySource[];
  /** What applies and cannot be seen. */
  readonly gaps: readonly Gap[];
  /** The most it may do. */
  readonly boundary: Boundary;
  /** Denials by an organization. */
  readonly denials: readonly PolicySource[];
}

const cache = new WeakMap<JudgedStack, readonly Principal[]>();

/** Everybody who holds permissions in the stack, and policies that nobody holds (POL-147). */
export function principalsOf(
  stack: JudgedStack,
  context: Pick<CheckContext, "declared" | "accounts">,
): readonly Principal[] {
  const known = cache.get(stack);
  if (known !== undefined) return known;
  const principals = new Gathering(stack, context).principals();
  cache.set(stack, principals);
  return principals;
}

interface Holder {
  readonly resource: StackResource | undefined;
  readonly kind: PrincipalKind | "policy";
  readonly name: string;
  readonly sources: PolicySource[];
  readonly gaps: Gap[];
}

const kinds = Object.entries(principalTypes).map(
  ([kind, type]) => [kind as PrincipalKind, type] as const,
);

class Gathering {
  readonly #stack: JudgedStack;
  readonly #context: Pick<CheckContext, "declared" | "accounts">;
  readonly #holders = new Map<string, Holder>();
  /** URNs of policies that somebody holds, or that bound somebody. */
  readonly #used = new Set<string>();

  constructor(stack: JudgedStack, context: Pick<CheckContext, "declared" | "accounts">) {
    this.#stack = stack;
    this.#context = context;
  }

  principals(): readonly Principal[] {
    for (const [kind, type] of kinds) this.#addHolders(kind, type);
    for (const type of Object.keys(attachmentTypes)) {
      for (const resource of this.#stack.ofType(type)) this.#attach(resource);
    }
    this.#inherit();
    const denials = organizationDenials(this.#stack, this.#context);
    const held = [...this.#holders.values()].map((holder) => this.#bounded(holder, denials));
    return [...held, ...this.#unattached()];
  }

  #addHolders(kind: PrincipalKind, type: string): void {
    for (const resource of this.#stack.ofType(type)) {
      const holder: Holder = {
        resource,
        kind,
        name: resource.name,
        sources: [...ownSources(resource, this.#context)],
        gaps: [],
      };
      this.#holders.set(resource.urn, holder);
      // `managedPolicyArns` of a role is a way to attach as good as any other.
      this.#addPolicies([holder], resource, "managedPolicyArns");
    }
  }

  #attach(resource: StackResource): void {
    const type = attachmentTypes[resource.type];
    if (type === undefined) return;
    const holders = kinds.flatMap(([kind, principalType]) => {
      const property = type.to[kind];
      if (property === undefined) return [];
      return targetsOf(this.#stack, resource, { property, types: [principalType] }).map((target) =>
        this.#holderOf(target, kind, resource),
      );
    });
    if (type.policies !== undefined) {
      this.#addPolicies(holders, resource, type.policies);
      return;
    }
    for (const { sources } of holders) sources.push(...ownSources(resource, this.#context));
  }

  // Principals outside the stack are known by name: what the stack gives them counts together.
  #holderOf(target: Target, kind: PrincipalKind, attachment: StackResource): Holder {
    const isKnown = target.kind !== "unknown";
    const name = target.kind === "resource" ? target.resource.name : isKnown ? target.name : "";
    const key = target.kind === "resource" ? target.resource.urn : `${kind}|${name}`;
    const existing = isKnown ? this.#holders.get(key) : undefined;
    if (existing !== undefined) return existing;
    const gap: Gap = {
      carrier: attachment,
      path: target.path,
      message: `Which ${kind} gets these permissions is unknown, and so is what it may do together with others.`,
    };
    const holder: Holder = {
      resource: undefined,
      kind,
      name: isKnown ? name : attachment.name,
      sources: [],
      gaps: isKnown ? [] : [gap],
    };
    this.#holders.set(isKnown ? key : `${attachment.urn}|${target.path}`, holder);
    return holder;
  }

  #addPolicies(holders: readonly Holder[], resource: StackResource, property: string): void {
    if (holders.length === 0) return;
    const targets = targetsOf(this.#stack, resource, { property, types: [policyType] });
    for (const target of targets) {
      const { sources, gaps } = this.#policy(target, resource);
      for (const holder of holders) {
        holder.sources.push(...sources);
        holder.gaps.push(...gaps);
      }
    }
  }

  #policy(target: Target, attachment: StackResource): Pick<Holder, "sources" | "gaps"> {
    if (target.kind === "resource") {
      this.#used.add(target.resource.urn);
      return { sources: [...ownSources(target.resource, this.#context)], gaps: [] };
    }
    const { path } = target;
    if (target.kind === "foreign") {
      const managed = awsManagedPolicy(target.name);
      // What AWS manages and the pack does not hold is reported once, by iam/aws-managed-policy.
      if (managed?.kind === "stored")
        return { sources: [storedSource(attachment, path, managed.document.statements)], gaps: [] };
      if (managed !== undefined) return { sources: [], gaps: [] };
    }
    const what = target.kind === "foreign" ? `Policy ${target.name}` : "The policy";
    const message =
      target.kind === "foreign"
        ? `${what} is not in this stack: what it allows cannot be seen.`
        : `${what} is unknown and refers to no policy of this stack.`;
    return { sources: [], gaps: [{ carrier: attachment, path, message }] };
  }

  #inherit(): void {
    const { user, group } = principalTypes;
    for (const [type, properties] of Object.entries(membershipTypes)) {
      for (const membership of this.#stack.ofType(type)) {
        const of = (property: string, principalType: string, kind: PrincipalKind) =>
          targetsOf(this.#stack, membership, { property, types: [principalType] }).map((target) =>
            this.#holderOf(target, kind, membership),
          );
        const groups = of(properties.group, group, "group");
        for (const holder of of(properties.user, user, "user")) {
          holder.sources.push(...groups.flatMap(({ sources }) => sources));
          holder.gaps.push(...groups.flatMap(({ gaps }) => gaps));
        }
      }
    }
  }

  #bounded(holder: Holder, denials: readonly PolicySource[]): Principal {
    const boundary: Boundary =
      holder.resource === undefined
        ? { kind: "absent" }
        : boundaryOf(this.#stack, holder.resource, this.#context);
    if (boundary.kind === "known") this.#used.add(boundary.source.carrier.urn);
    return { ...holder, boundary, denials };
  }

  #unattached(): readonly Principal[] {
    return this.#stack
      .ofType(policyType)
      .filter(({ urn }) => !this.#used.has(urn))
      .map((resource) => ({
        resource,
        kind: "policy",
        name: resource.name,
        sources: documentsOf(resource, this.#context)
          .filter(({ kind }) => kind === "identity")
          .map(({ path, document }) => ({ carrier: resource, path, document, isStored: false })),
        gaps: [],
        boundary: { kind: "absent" },
        denials: [],
      }));
  }
}
