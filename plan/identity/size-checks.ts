import type { ConfigIssue } from "../../config/issues";
import type { PlanContext } from "../context";
import type { PolicyDocument } from "../document";
import { countCharacters, maxPolicyCharacters } from "./characters";
import { planIdentity, type RolePlan } from "./index";

/** What a size is measured against. */
interface Limit {
  /** What AWS limits, in its words. */
  readonly kind: string;
  /** Most characters that AWS accepts. */
  readonly maxCharacters: number;
}

/** Most policies that can be attached to a role, unless AWS raises it ("IAM and AWS STS quotas", IAM User Guide). */
const maxAttached = 10;

// Source: "IAM and AWS STS quotas", IAM User Guide: white space is not counted but in session policies.
const limits = {
  managed: { kind: "permissions boundary", maxCharacters: maxPolicyCharacters },
  inline: { kind: "sum of inline policies", maxCharacters: 10_240 },
  attached: { kind: "sum of attached policies", maxCharacters: maxAttached * maxPolicyCharacters },
  trust: { kind: "trust policy", maxCharacters: 2048 },
  session: { kind: "session policy", maxCharacters: 2048 },
} as const satisfies Record<string, Limit>;

/**
 * Problems with documents that AWS would refuse for their size, before anything is declared. References count as
 * the longest ARN that can take their place, so that what is accepted here is accepted by AWS.
 */
export function checkPolicySizes(context: PlanContext): readonly ConfigIssue[] {
  const { roles, revocation } = planIdentity(context, "identity");
  const measure = (document: PolicyDocument) => countCharacters(context, document);
  return roles.flatMap((role) => {
    const own = role.policy === undefined ? 0 : measure(role.policy);
    const isOver = (characters: number, limit: Limit) =>
      characters > limit.maxCharacters ? [issueOf(context, role, { ...limit, characters })] : [];
    return [
      ...isOver(measure(role.boundary), limits.managed),
      ...isOver(own + measure(revocation.document), limits.inline),
      ...isOver(attachedCharacters(role), limits.attached),
      ...isOver(measure(role.trustPolicy), limits.trust),
      // The caller narrows each session of an access role to the same operations once more.
      ...(edgeOf(context, role) === undefined ? [] : isOver(own, limits.session)),
    ];
  });
}

// Each policy counts as full: AWS limits their number.
const attachedCharacters = ({ attached }: RolePlan): number =>
  attached.length * maxPolicyCharacters;

const edgeOf = ({ config }: PlanContext, { key }: RolePlan): number | undefined => {
  const index = config.edges.findIndex(({ from, to }) => key === `${from}-to-${to}`);
  return index < 0 ? undefined : index;
};

function issueOf(
  context: PlanContext,
  role: RolePlan,
  { kind, maxCharacters, characters }: Limit & { readonly characters: number },
): ConfigIssue {
  const edge = edgeOf(context, role);
  const [path, fix] =
    edge === undefined
      ? [
          role.service === undefined ? "services" : `services.${role.service}`,
          "divide the service, so that each part has fewer edges, secrets and models; or shorten names",
        ]
      : [
          `edges.${String(edge)}.operations`,
          "declare fewer or shorter paths, or divide the called service",
        ];
  return {
    code: "IAM001",
    path,
    problem: `the ${kind} of the role ${role.name} is too large`,
    given: `${String(characters)} characters`,
    allowed: `${String(maxCharacters)} characters`,
    fix: `${fix}; it is ${String(characters - maxCharacters)} characters over`,
  };
}
