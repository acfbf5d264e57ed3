import type {
  CheckContext,
  Evidence,
  JudgedStack,
  Observation,
  StackObservation,
  StackResource,
  StackRule,
} from "../../engine/rule";
import { isUnknown, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import {
  appMeshTypes,
  callPolicies,
  child,
  descendant,
  listenersOf,
  type Part,
  specOf,
} from "../../mesh/app-mesh-types";
import { judgeNames } from "../../mesh/client-policy";
import { frontsOf, matchOf, type Naming, referredAs } from "../../mesh/virtual-services";

const { node, gateway, service, router, route } = appMeshTypes;

/** Where a listener demands a certificate of its callers, callers have one. */
export const appMeshMutualTls: StackRule = {
  id: "mesh/app-mesh-mutual-tls",
  title: "App Mesh authenticates callers by certificate",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [node, gateway, service, router, route],
  why: "App Mesh has no auth policy: the certificate of a caller is all that says who calls.",
  fix: "Set validation with exact names on the listener, and a client certificate in the callers' TLS policy.",
  decides:
    "Whether calls to a listener that validates clients carry a certificate; a node's listener that validates nobody, or any name, is a note, and a violation in profile strict.",
  cannotDecide:
    "Callees of other stacks, and calls of gateways whose routes are not in the stack; which names are right is not known.",
  frameworks: { ...familyFrameworks.mesh, nist80053: ["IA-3(1)", "IA-9", "SC-8", "SC-23"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a backend with tls.certificate, called where the listener has tls.validation",
    fail: "a backend without tls.certificate, called where the listener has tls.validation",
  },
  check: (stack, context) => {
    const demands = demandsOf(stack);
    return stack
      .ofType(node, gateway)
      .flatMap((resource) => [
        ...(resource.type === node ? judgeListeners(resource, context) : []),
        ...judgeCalls(stack, resource, demands),
      ]);
  },
};

/** A listener that demands a certificate, or may, seen from a virtual service in front of it. */
interface Demand {
  readonly service: Naming;
  readonly isCertain: boolean;
  readonly evidence: Evidence;
}

function demandsOf(stack: JudgedStack): readonly Demand[] {
  const fronts = frontsOf(stack);
  return stack.ofType(node).flatMap((resource) =>
    listenersOf(specOf(resource.properties))
      .map((listener) => descendant(listener, "tls", "validation"))
      .filter(({ value }) => value !== undefined)
      .flatMap(({ path, value }) =>
        fronts(resource).map(({ service: name, match }) => ({
          service: name,
          isCertain: match === "yes" && !isUnknown(value),
          evidence: { urn: resource.urn, path },
        })),
      ),
  );
}

function judgeListeners(
  resource: StackResource,
  { profile }: CheckContext,
): readonly StackObservation[] {
  const level = profile === "strict" ? {} : ({ level: "advisory" } as const);
  return (
    listenersOf(specOf(resource.properties))
      .map((listener) => child(listener, "tls"))
      // A listener without TLS is reported as such by mesh/app-mesh-tls.
      .filter((tls) => child(tls, "mode").value === "STRICT")
      .flatMap(judgeValidation)
      .map((observation) => ({ resource, ...observation, ...level }))
  );
}

function judgeValidation(tls: Part): readonly Observation[] {
  const validation = child(tls, "validation");
  if (isUnknown(validation.value)) {
    const message = "Whether callers must show a certificate is unknown.";
    return [{ verdict: "undecided", path: validation.path, message }];
  }
  if (validation.value !== undefined) {
    return judgeNames(descendant(validation, "subjectAlternativeNames", "match", "exacts"));
  }
  const message = "Callers need no certificate: whoever reaches the listener may call.";
  return [{ verdict: "fail", path: validation.path, message }];
}

function judgeCalls(
  stack: JudgedStack,
  resource: StackResource,
  demands: readonly Demand[],
): readonly StackObservation[] {
  return callPolicies(resource.type, specOf(resource.properties)).flatMap(({ callee, tls }) => {
    const named = referredAs(callee?.value, stack.referred(resource, "spec", [service]));
    if (callee === undefined || named === undefined) return [];
    const matches = demands
      .map((demand) => ({ demand, match: matchOf(demand.service, named) }))
      .filter(({ match }) => match !== "no");
    const certain = matches.find(({ demand, match }) => match === "yes" && demand.isCertain);
    const found = certain ?? matches[0];
    return found === undefined
      ? []
      : judgeCall({ resource, callee, tls, demand: found.demand, isCertain: found === certain });
  });
}

interface Call {
  readonly resource: StackResource;
  readonly callee: Part;
  readonly tls: Part;
  readonly demand: Demand;
  readonly isCertain: boolean;
}

function judgeCall(call: Call): readonly StackObservation[] {
  const { resource, callee, tls, demand, isCertain } = call;
  // A call without TLS policy, or with one that is unknown, is reported by mesh/app-mesh-tls.
  if (tls.value === undefined || isUnknown(tls.value)) return [];
  const certificate = child(tls, "certificate");
  if (certificate.value !== undefined && !isUnknown(certificate.value)) return [];
  const isNamed = !isUnknown(callee.value);
  const name = isNamed ? textOf(callee.value) : "a service whose name is unknown";
  const place = {
    resource,
    path: isNamed ? certificate.path : callee.path,
    value: name,
    evidence: [demand.evidence],
  };
  if (isUnknown(certificate.value)) {
    const message = `The certificate for calls to ${name} is unknown.`;
    return [{ ...place, verdict: "undecided", message }];
  }
  const fix = "Set tls.certificate in the client policy.";
  const message = `Calls to ${name} carry no certificate, which its listener ${isCertain ? "demands" : "may demand"}.`;
  return [{ ...place, verdict: isCertain ? "fail" : "undecided", message, fix }];
}
