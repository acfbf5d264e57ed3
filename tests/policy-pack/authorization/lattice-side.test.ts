import assert from "node:assert/strict";
import type { StackResource } from "../../../policy-pack/engine/rule";
import { latticeTypes } from "../../../policy-pack/mesh/lattice-types";
import { outcomeIn } from "../../support/policy-pack/authorization";
import { documentOf, role, roleArn, rolePolicy } from "../../support/policy-pack/identities";
import {
  authPolicyOf,
  latticeNetwork,
  latticeService,
  linked,
} from "../../support/policy-pack/lattice";
import { unknown } from "../../support/policy-pack/resources";

const invoke = "vpc-lattice-svcs:Invoke";
const pay = role("pay");
const mayInvoke = rolePolicy(pay, documentOf({ Action: invoke, Resource: "*" }));
const admitting = (name: string, more = {}) =>
  documentOf({ Principal: { AWS: roleArn(name) }, Action: invoke, Resource: "*", ...more });
const asking = { authType: "AWS_IAM" };
const target = latticeService(asking);
const mesh = latticeNetwork(asking);
const joined = (service: StackResource, network: StackResource) =>
  linked(latticeTypes.serviceAssociation, {
    serviceIdentifier: service,
    serviceNetworkIdentifier: network,
  });

const call = (resource: StackResource, ...others: readonly StackResource[]) =>
  outcomeIn([pay, resource, ...others], {
    caller: { kind: "role", role: pay },
    action: invoke,
    resource,
    suffix: "/reason",
    keys: { "vpc-lattice-svcs:requestmethod": ["POST"] },
  });

// VPC Lattice User Guide, "Control access to VPC Lattice services using auth policies".
describe("latticeSide", () => {
  const network = [mesh, joined(target, mesh)];
  const both = [authPolicyOf(target, admitting("pay")), authPolicyOf(mesh, admitting("pay"))];

  it("IAM-56 allows what identity policy, network and service allow", () => {
    assert.equal(call(target, ...network, ...both, mayInvoke), "allowed");
  });

  it("IAM-56 needs the identity policy and each auth policy", () => {
    const [own, above] = both;
    const without: readonly (readonly (StackResource | undefined)[])[] = [
      [own, above],
      [own, mayInvoke],
      [above, mayInvoke],
    ];
    for (const given of without) {
      const resources = given.flatMap((each) => each ?? []);
      assert.equal(call(target, ...network, ...resources), "implicit-deny");
    }
  });

  it("lets a denial of the network win", () => {
    const denying = authPolicyOf(mesh, admitting("pay", { Effect: "Deny" }));
    const own = authPolicyOf(target, admitting("pay"));
    assert.equal(call(target, ...network, own, denying, mayInvoke), "explicit-deny");
  });

  it("compares method and path", () => {
    const only = (method: string) =>
      authPolicyOf(
        target,
        admitting("pay", {
          Condition: { StringEquals: { "vpc-lattice-svcs:RequestMethod": method } },
        }),
      );
    const above = authPolicyOf(mesh, admitting("pay"));
    assert.equal(call(target, ...network, above, only("POST"), mayInvoke), "allowed");
    assert.equal(call(target, ...network, above, only("GET"), mayInvoke), "implicit-deny");
    const path = (text: string) =>
      authPolicyOf(
        target,
        admitting("pay", { Resource: `arn:aws:vpc-lattice:*:*:service/*${text}` }),
      );
    assert.equal(call(target, ...network, above, path("/reason"), mayInvoke), "allowed");
    assert.equal(call(target, ...network, above, path("/other"), mayInvoke), "implicit-deny");
  });

  it("asks nobody where neither network nor service has an auth type", () => {
    assert.equal(call(latticeService({ authType: "NONE" }, "open")), "allowed");
  });

  it("is undecided where the auth type is unknown and no policy allows", () => {
    assert.equal(call(latticeService({ authType: unknown }, "open"), mayInvoke), "undecided");
  });
});
