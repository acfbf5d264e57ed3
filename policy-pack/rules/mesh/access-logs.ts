import type { JudgedStack, StackObservation, StackResource, StackRule } from "../../engine/rule";
import { isUnknown } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { latticeTypes } from "../../mesh/lattice-types";

const { service, network, accessLog, serviceAssociation } = latticeTypes;

/** Requests through Lattice are logged. */
export const latticeAccessLogs: StackRule = {
  id: "mesh/access-logs",
  title: "VPC Lattice logs requests",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [service, network, accessLog, serviceAssociation],
  why: "Without access logs nobody can tell who called what, and whether calls were refused.",
  fix: "Add an AccessLogSubscription for the service network.",
  decides:
    "Whether each service network has an access log subscription for services; a service is covered by its own or by that of a network it is in.",
  cannotDecide: "Subscriptions of other stacks, for example of a shared network, are not seen.",
  frameworks: familyFrameworks.audit,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "an AccessLogSubscription with the ARN of the service network",
    fail: "a service network without AccessLogSubscription",
  },
  check: (stack) => {
    const logged = loggedBy(stack);
    const inNetworks = offeredServices(stack);
    return (
      stack
        .ofType(network, service)
        .filter((resource) => !logged.resources.has(resource))
        // A service in a network of this stack is logged with it, or reported with it: one cause, one finding.
        .filter((resource) => !inNetworks.has(resource))
        .map((resource) => unlogged(resource, logged.isUncertain))
    );
  },
};

function loggedBy(stack: JudgedStack) {
  const resources = new Set<StackResource>();
  let isUncertain = false;
  for (const subscription of stack.ofType(accessLog)) {
    const kind = subscription.properties["serviceNetworkLogType"];
    // Logs of resource configurations say nothing of services. Absent means SERVICE.
    if (kind === "RESOURCE") continue;
    const target = stack.reference(subscription, ["resourceIdentifier"], [service, network]);
    if (target.kind === "resource" && !isUnknown(kind)) resources.add(target.resource);
    else if (target.kind !== "foreign") isUncertain = true;
  }
  return { resources, isUncertain };
}

/** The services that a network of the stack offers. */
const offeredServices = (stack: JudgedStack): ReadonlySet<StackResource> =>
  new Set(
    stack
      .ofType(serviceAssociation)
      .filter((each) => stack.referred(each, "serviceNetworkIdentifier", [network]).length > 0)
      .flatMap((each) => stack.referred(each, "serviceIdentifier", [service])),
  );

function unlogged(resource: StackResource, isUncertain: boolean): StackObservation {
  const kind = resource.type === network ? "service network" : "service";
  return isUncertain
    ? {
        resource,
        verdict: "undecided",
        path: "",
        message: `Whether requests to the ${kind} are logged is unknown: a subscription does not say what it logs.`,
      }
    : {
        resource,
        verdict: "fail",
        path: "",
        message: `Requests to the ${kind} are not logged.`,
        fix: `Add an AccessLogSubscription whose resourceIdentifier is the ARN of this ${kind}.`,
      };
}
