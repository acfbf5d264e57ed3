import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Properties } from "../../../../policy-pack/engine/value";
import { latticeTypes } from "../../../../policy-pack/mesh/lattice-types";
import { latticeAccessLogs } from "../../../../policy-pack/rules/mesh/access-logs";
import { latticeNetwork, latticeService, linked } from "../../../support/policy-pack/lattice";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const network = latticeNetwork({});
const service = latticeService({});
const logOf = (resourceIdentifier: StackResource, properties: Properties = {}) =>
  linked(latticeTypes.accessLog, { resourceIdentifier }, properties);
const offered = linked(latticeTypes.serviceAssociation, {
  serviceIdentifier: service,
  serviceNetworkIdentifier: network,
});
const lostLog = resource(latticeTypes.accessLog, { resourceIdentifier: unknown });
const foreignLog = resource(latticeTypes.accessLog, { resourceIdentifier: "sn-0123456789abcdef0" });

export const latticeAccessLogsCases = ruleCases(latticeAccessLogs, [
  {
    requirement: "POL-251",
    title: "a network with a subscription",
    resources: [network, logOf(network)],
    verdict: "pass",
  },
  {
    requirement: "POL-251",
    title: "a network without subscription",
    resources: [network],
    verdict: "fail",
    path: "",
    message: /Requests to the service network are not logged/,
    fix: /ARN of this service network/,
    count: 1,
  },
  {
    title: "a network with a subscription for services by name",
    resources: [network, logOf(network, { serviceNetworkLogType: "SERVICE" })],
    verdict: "pass",
  },
  {
    title: "a network whose subscription is for resource configurations",
    resources: [network, logOf(network, { serviceNetworkLogType: "RESOURCE" })],
    verdict: "fail",
  },
  {
    title: "a service with a subscription of its own",
    resources: [service, logOf(service)],
    verdict: "pass",
  },
  {
    title: "a service without subscription and without network",
    resources: [service],
    verdict: "fail",
    message: /Requests to the service are not logged/,
    count: 1,
  },
  {
    title: "a service in a logged network",
    resources: [service, network, offered, logOf(network)],
    verdict: "pass",
  },
  {
    title: "a network without subscription once, not with its service",
    resources: [service, network, offered],
    verdict: "fail",
    message: /service network/,
    count: 1,
  },
  {
    title: "a network whose service alone is logged",
    resources: [service, network, offered, logOf(service)],
    verdict: "fail",
    count: 1,
  },
  {
    title: "a service that a network of another stack offers",
    resources: [
      service,
      linked(
        latticeTypes.serviceAssociation,
        { serviceIdentifier: service },
        { serviceNetworkIdentifier: "sn-0123456789abcdef0" },
      ),
    ],
    verdict: "fail",
    count: 1,
  },
  {
    title: "a service, where the logged network does not offer it",
    resources: [service, network, logOf(network)],
    verdict: "fail",
    message: /to the service are/,
    count: 1,
  },
  {
    title: "a network beside a subscription of another stack's network",
    resources: [network, foreignLog],
    verdict: "fail",
  },
  {
    title: "a network, where a subscription does not say what it logs",
    resources: [network, lostLog],
    verdict: "undecided",
    path: "",
    message: /does not say what it logs/,
  },
  {
    title: "a network whose subscription is of an unknown kind",
    resources: [network, logOf(network, { serviceNetworkLogType: unknown })],
    verdict: "undecided",
  },
  {
    title: "a logged network beside a subscription that does not say what it logs",
    resources: [network, logOf(network), lostLog],
    verdict: "pass",
  },
]);
