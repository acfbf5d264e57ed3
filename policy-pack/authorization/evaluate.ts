import type { StackResource } from "../engine/rule";
import { isUnknown, textOf } from "../engine/value";
import type { Truth } from "../iam/effective/truth";
import { type CallerSide, callerSide } from "./caller-side";
import { decisionOf } from "./decision";
import { grantSide } from "./grants";
import { placeOf, type World } from "./known-arns";
import { isInvocation, latticeSide } from "./lattice-side";
import { type Policy, policiesOfResource, policiesOfRole } from "./policies";
import type { AuthorizationRequest, Decision, PolicyKind } from "./request";
import { allowance, fact, type Requirement, type Ways } from "./requirements";
import { type Question, questionOf, type Ruling, rulingOf } from "./rulings";

/**
 * How AWS decides a request, from the policies of the stack: IAM User Guide, "Policy evaluation logic", for one
 * account. What is modelled and what is not stands in docs/authorization.md.
 */
export function authorize(world: World, given: AuthorizationRequest): Decision {
  const request = withoutAlias(world, given);
  const question = questionOf(world, request, isBounded(world, request));
  const caller = callerSide(world, question);
  const gates = gateSide(world, question);
  const side = isInvocation(question)
    ? invocation(world, question, caller)
    : access(world, question, caller);
  return decisionOf({
    request,
    ways: side.ways.map((way) => [...way, ...gates.requirements]),
    rulings: [...side.rulings, ...gates.rulings],
  });
}

interface Side {
  readonly ways: Ways;
  readonly rulings: readonly Ruling[];
}

const aliasType = "aws:lambda/alias:Alias";

// The alias of a function is its ARN with one more part.
function withoutAlias({ stack }: World, request: AuthorizationRequest): AuthorizationRequest {
  const { resource, suffix = "" } = request;
  if (resource?.type !== aliasType) return request;
  const { name } = resource.properties;
  const [target] = stack.referred(resource, "functionName", ["aws:lambda/function:Function"]);
  if (target === undefined || isUnknown(name)) return request;
  return { ...request, resource: target, suffix: `:${textOf(name)}${suffix}` };
}

function isBounded(world: World, { caller }: AuthorizationRequest): Truth {
  if (caller.kind === "service") return "no";
  if (caller.kind === "foreign") return "maybe";
  return policiesOfRole(world, caller.role).boundary.kind === "absent" ? "no" : "yes";
}

function invocation(world: World, question: Question, caller: CallerSide): Side {
  const target = question.request.resource;
  if (target === undefined) return { ways: [], rulings: caller.rulings };
  const { isAsked, requirements, rulings } = latticeSide(world, question, target);
  // Where nobody asks who calls, what the caller may do is nobody's business.
  if (isAsked === "no") return { ways: [requirements], rulings: [] };
  const own = [caller.identity, ...caller.limits];
  return { ways: [[...own, ...requirements]], rulings: [...caller.rulings, ...rulings] };
}

function access(world: World, question: Question, caller: CallerSide): Side {
  const { resource } = question.request;
  const own: readonly Requirement[] = [caller.identity, ...caller.limits];
  if (resource === undefined) return { ways: [own], rulings: caller.rulings };
  const target = targetSide(world, question, resource);
  return {
    ways: waysTo({ world, question, caller, target }),
    rulings: [...caller.rulings, target.ruling],
  };
}

/** The resource's side of a request. */
interface TargetSide {
  readonly resource: StackResource;
  readonly kind: PolicyKind;
  readonly ruling: Ruling;
  /** Whether its policy has to allow the caller or the caller's account, whatever the caller's own policies say. */
  readonly isStrict: boolean;
  /** What its policy gives the account as a whole. */
  readonly account: Requirement;
  /** Grants of the key. */
  readonly grants: readonly Requirement[];
}

const keyTypes: ReadonlySet<string> = new Set([
  "aws:kms/key:Key",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
]);

// "IAM role trust policies and KMS key policies are exceptions to this logic, because they must explicitly allow
// access for principals": IAM User Guide, "How AWS enforcement code logic evaluates requests".
function targetSide(world: World, question: Question, resource: StackResource): TargetSide {
  const isKey = keyTypes.has(resource.type);
  const isTrust = resource.type === "aws:iam/role:Role" && question.action.startsWith("sts:");
  const isRole = resource.type === "aws:iam/role:Role";
  const policies = isRole && !isTrust ? [] : policiesFor(world, question, resource);
  const kind = isKey ? "key policy" : isTrust ? "trust policy" : "resource policy";
  const ruling = rulingOf(policies, question);
  const account = allowance({ ruling, kind, owner: resource, named: ["account"] });
  // AWS KMS Developer Guide, "Default key policy": without one of its own, a key is left to its account.
  const isDefault = isKey && policies.length === 0;
  return {
    resource,
    kind,
    ruling,
    isStrict: isKey || isTrust,
    account: isDefault ? { ...account, truth: "yes", evidence: [] } : account,
    grants: isKey ? grantSide(world, question, resource) : [],
  };
}

// A resource policy of CloudWatch Logs is asked about AWS services only (CloudWatch Logs API reference,
// "PutResourcePolicy").
function policiesFor(
  world: World,
  { request }: Question,
  resource: StackResource,
): readonly Policy[] {
  const policies = policiesOfResource(world, resource);
  if (request.caller.kind === "service") return policies;
  return policies.filter(
    ({ carrier }) => carrier.type !== "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
  );
}

interface Asking {
  readonly world: World;
  readonly question: Question;
  readonly caller: CallerSide;
  readonly target: TargetSide;
}

function waysTo({ world, question, caller, target }: Asking): Ways {
  const { resource: owner, kind, ruling } = target;
  const asked = { ruling, kind, owner };
  if (question.request.caller.kind === "service") {
    return [[allowance({ ...asked, named: ["everyone", "role"] })]];
  }
  const own = [caller.identity, ...caller.limits];
  const isOurs = isOurAccount(world, question);
  const across = [allowance(asked), ...own];
  if (isOurs === "no") return [across];
  const direct: Ways = [
    [allowance({ ...asked, named: ["session"] })],
    [allowance({ ...asked, named: ["everyone"] })],
    [allowance({ ...asked, named: ["role"] }), ...caller.limits],
    ...target.grants.map((grant) => [grant, ...caller.limits]),
    target.isStrict ? [target.account, ...own] : own,
  ];
  if (isOurs === "yes") return direct;
  const doubt = fact("maybe", "the account of the caller, which may be another one,");
  return [across, ...direct.map((way) => [...way, doubt])];
}

function isOurAccount(world: World, { request: { caller } }: Question): Truth {
  if (caller.kind !== "foreign") return "yes";
  const { account } = placeOf(world);
  if (account === undefined) return "maybe";
  return caller.arn.split(":")[4] === account ? "yes" : "no";
}

// An endpoint without a policy lets everything pass (AWS PrivateLink guide, "Control access to VPC endpoints using
// endpoint policies"). The auth policy of a network is asked with that of the service.
function gateSide(world: World, question: Question) {
  const { gates = [] } = question.request;
  const endpoints = gates.filter(({ type }) => type === "aws:ec2/vpcEndpoint:VpcEndpoint");
  const asked = endpoints.flatMap((owner) => {
    const policies = policiesOfResource(world, owner);
    if (policies.length === 0) return [];
    return [{ ruling: rulingOf(policies, question), kind: "endpoint policy" as const, owner }];
  });
  return {
    requirements: asked.map((each) => allowance(each)),
    rulings: asked.map(({ ruling }) => ruling),
  };
}
