import type {
  CheckContext,
  Evidence,
  JudgedStack,
  Observation,
  StackObservation,
  StackResource,
  StackRule,
} from "../../engine/rule";
import { isUnknown } from "../../engine/value";
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
import { nodesBehind } from "../../mesh/virtual-services";

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
    const demanding = demandingServices(stack);
    return stack
      .ofType(node, gateway)
      .flatMap((resource) => [
        ...(resource.type === node ? judgeListeners(resource, context) : []),
        ...judgeCalls(resource, demanding),
      ]);
  },
};

/** Names of virtual services with a listener behind them that demands a certificate. */
type DemandingServices = ReadonlyMap<string, Evidence>;

function demandingServices(stack: JudgedStack): DemandingServices {
  const demands = [...nodesBehind(stack)].flatMap(([name, nodes]) =>
    nodes.flatMap(({ urn, properties }) =>
      listenersOf(specOf(properties))
        .map((listener) => descendant(listener, "tls", "validation"))
        .filter(({ value }) => value !== undefined)
        .map(({ path }) => [name, { urn, path }] as const),
    ),
  );
  return new Map(demands);
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
  resource: StackResource,
  demanding: DemandingServices,
): readonly StackObservation[] {
  return callPolicies(resource.type, specOf(resource.properties)).flatMap(({ callee, tls }) => {
    if (callee === undefined) return [];
    const demand = demanding.get(callee);
    return demand === undefined ? [] : judgeCall({ resource, callee, tls, demand });
  });
}

interface Call {
  readonly resource: StackResource;
  readonly callee: string;
  readonly tls: Part;
  readonly demand: Evidence;
}

function judgeCall({ resource, callee, tls, demand }: Call): readonly StackObservation[] {
  // A call without TLS policy is reported by mesh/app-mesh-tls.
  const certificate = child(tls, "certificate");
  if (tls.value === undefined) return [];
  const place = {
    resource,
    path: certificate.path,
    value: callee,
    evidence: [demand],
  };
  if (isUnknown(certificate.value)) {
    const message = `The certificate for calls to ${callee} is unknown.`;
    return [{ ...place, verdict: "undecided", message }];
  }
  if (certificate.value !== undefined) return [];
  const message = `Calls to ${callee} carry no certificate, which its listener demands.`;
  return [{ ...place, verdict: "fail", message, fix: "Set tls.certificate in the client policy." }];
}
