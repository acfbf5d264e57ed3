import type { JudgedStack, StackObservation, StackResource, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { policyType } from "../../iam/effective/attachment-types";
import { targetsOf } from "../../iam/effective/targets";

/** A way to keep exactly the listed policies, and the ways that add to them one by one. */
interface Exclusive {
  /** Type that removes whatever it does not list. */
  readonly type: string;
  /** Its property that names who holds the policies; undefined when it is the holder itself. */
  readonly holder: string | undefined;
  /** Its property with the list. */
  readonly list: string;
  /** Types that add one, with the properties that name holder and policy. */
  readonly adding: readonly { type: string; holder: string; policy: string }[];
  /** Type of the holder. */
  readonly of: string;
}

const iam = (name: string): string =>
  `aws:iam/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

const addsOne = (kind: "Role" | "User" | "Group") => {
  const holder = kind.toLowerCase();
  return {
    inline: [{ type: iam(`${kind}Policy`), holder, policy: "name" }],
    managed: [
      { type: iam(`${kind}PolicyAttachment`), holder, policy: "policyArn" },
      { type: iam("PolicyAttachment"), holder: `${holder}s`, policy: "policyArn" },
    ],
  };
};

const exclusives: readonly Exclusive[] = (["Role", "User", "Group"] as const).flatMap((kind) => {
  const { inline, managed } = addsOne(kind);
  const holder = `${kind.toLowerCase()}Name`;
  const of = iam(kind);
  const exclusive = (type: string, list: string, adding: Exclusive["adding"]): Exclusive => ({
    type: iam(type),
    holder: type === "Role" ? undefined : holder,
    list,
    adding,
    of,
  });
  const own =
    kind === "Role"
      ? [
          exclusive("Role", "inlinePolicies", inline),
          exclusive("Role", "managedPolicyArns", managed),
        ]
      : [];
  return [
    ...own,
    exclusive(`${kind}PoliciesExclusive`, "policyNames", inline),
    exclusive(`${kind}PolicyAttachmentsExclusive`, "policyArns", managed),
  ];
});

/** The policies of a principal are managed one way: a way that keeps a closed list removes what others add. */
export const attachmentConflict: StackRule = {
  id: "iam/attachment-conflict",
  title: "Policies of a principal are managed one way",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [
    ...new Set(
      exclusives.flatMap(({ type, adding }) => [type, ...adding.map((each) => each.type)]),
    ),
    policyType,
  ],
  why: "Two ways undo each other at every update, so that permissions come and go.",
  fix: "Use either the exclusive list or single attachments, not both.",
  decides:
    "Whether inlinePolicies, managedPolicyArns or an exclusive list of a principal leaves out what another resource of the stack attaches.",
  cannotDecide: "It does not see what is attached outside the stack.",
  frameworks: { ...familyFrameworks.iam, nist80053: ["AC-3", "CM-2", "CM-6"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a role without managedPolicyArns, and a RolePolicyAttachment",
    fail: "a role with managedPolicyArns, and a RolePolicyAttachment for the same role",
  },
  check: (stack) => exclusives.flatMap((exclusive) => conflictsOf(stack, exclusive)),
};

function conflictsOf(stack: JudgedStack, exclusive: Exclusive): readonly StackObservation[] {
  const closed = stack
    .ofType(exclusive.type)
    .filter(({ properties }) => (properties[exclusive.list] ?? null) !== null);
  if (closed.length === 0) return [];
  const added = additions(stack, exclusive);
  if (added.size === 0) return [];
  return closed.flatMap((list) => [
    ...unknownHolder(stack, list, exclusive),
    ...holdersOf(stack, list, { property: exclusive.holder, of: exclusive.of }).flatMap((holder) =>
      (added.get(holder) ?? []).flatMap((addition) =>
        conflict(stack, { exclusive, list, addition }),
      ),
    ),
  ]);
}

function unknownHolder(
  stack: JudgedStack,
  list: StackResource,
  { holder: property, of }: Exclusive,
): readonly StackObservation[] {
  if (property === undefined) return [];
  return targetsOf(stack, list, { property, types: [of] }).flatMap(({ kind, path }) =>
    kind === "unknown"
      ? [
          {
            resource: list,
            verdict: "undecided" as const,
            path,
            message: "Whose policies the list keeps is unknown.",
          },
        ]
      : [],
  );
}

interface Addition {
  readonly attachment: StackResource;
  readonly policy: string;
}

function additions(
  stack: JudgedStack,
  { adding, of }: Exclusive,
): ReadonlyMap<StackResource, readonly Addition[]> {
  const byHolder = new Map<StackResource, Addition[]>();
  for (const { type, holder, policy } of adding) {
    for (const attachment of stack.ofType(type)) {
      for (const each of holdersOf(stack, attachment, { property: holder, of })) {
        byHolder.set(each, [...(byHolder.get(each) ?? []), { attachment, policy }]);
      }
    }
  }
  return byHolder;
}

function holdersOf(
  stack: JudgedStack,
  resource: StackResource,
  { property, of }: { property: string | undefined; of: string },
): readonly StackResource[] {
  if (property === undefined) return [resource];
  return targetsOf(stack, resource, { property, types: [of] }).flatMap((target) =>
    target.kind === "resource" ? [target.resource] : [],
  );
}

function conflict(
  stack: JudgedStack,
  { exclusive, list, addition }: { exclusive: Exclusive; list: StackResource; addition: Addition },
): readonly StackObservation[] {
  const { attachment, policy } = addition;
  const listing = identities(stack, list, exclusive.list);
  const own = identities(stack, attachment, policy);
  // A list of its own that names the policy agrees with the attachment; a property of the role never does.
  const isSeparate = exclusive.holder !== undefined;
  if (isSeparate && own.length > 0 && own.every((each) => listing.includes(each))) return [];
  const isUndecided = isSeparate && (own.length === 0 || holdsUnknown(stack, list, exclusive.list));
  return [
    {
      resource: list,
      verdict: isUndecided ? "undecided" : "fail",
      path: `/${exclusive.list}`,
      message: isUndecided
        ? `Whether ${exclusive.list} lists what ${attachment.name} attaches is unknown.`
        : `${exclusive.list} removes what ${attachment.name} attaches.`,
      fix: isSeparate
        ? `Add the policy of ${attachment.name} to ${exclusive.list}.`
        : `Remove ${exclusive.list}, and attach each policy by a resource of its own.`,
      value: attachment.name,
      evidence: [{ urn: attachment.urn, path: `/${policy}` }],
    },
  ];
}

/** What a property lists: known text, or the URN of the policy that it refers to. */
function identities(
  stack: JudgedStack,
  resource: StackResource,
  property: string,
): readonly string[] {
  return targetsOf(stack, resource, { property, types: [policyType] }).flatMap((target) => {
    if (target.kind === "unknown") return [];
    return [target.kind === "resource" ? target.resource.urn : target.name];
  });
}

const holdsUnknown = (stack: JudgedStack, resource: StackResource, property: string): boolean =>
  targetsOf(stack, resource, { property, types: [policyType] }).some(
    ({ kind }) => kind === "unknown",
  );
