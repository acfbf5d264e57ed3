import assert from "node:assert/strict";
import { LatticeMesh } from "../../../components/mesh/lattice-mesh";
import { planLattice } from "../../../plan/mesh/lattice";
import { planContext } from "../../support/context";
import { type DeclaredResource, declaredBy, ofType, oneOf } from "../../support/mocks";

const lattice = (kind: string) =>
  `aws:vpclattice/${kind}:${kind[0]?.toUpperCase() ?? ""}${kind.slice(1)}`;

const plan = planLattice(planContext());

/** Inputs of a resource apart from its tags. */
function untagged(declared: readonly DeclaredResource[], kind: string, name: string) {
  const { tags, ...inputs } = oneOf(declared, lattice(kind), name).inputs;
  assert.match(JSON.stringify(tags), /"ManagedBy":"pulumi"/);
  return inputs;
}

describe("LatticeMesh", () => {
  let declared: readonly DeclaredResource[] = [];

  before(async () => {
    declared = await declaredBy(() => {
      new LatticeMesh("mesh", {
        plan,
        vpcId: "vpc-id",
        securityGroupId: "group-id",
        accessLogGroupArn: "arn:access-log",
      });
    });
  });

  it("requires IAM on the service network and on every service", () => {
    assert.deepEqual(untagged(declared, "serviceNetwork", "mesh-network"), {
      name: "agent-runtime-dev-mesh",
      authType: "AWS_IAM",
    });
    assert.deepEqual(untagged(declared, "service", "mesh-axon"), {
      name: "agent-runtime-dev-axon",
      authType: "AWS_IAM",
    });
    assert.equal(ofType(declared, lattice("service")).length, 1);
  });

  it("publishes the edges of the graph, and whose each service is", () => {
    const { inputs } = oneOf(declared, "agent-runtime:mesh:LatticeMesh", "mesh");
    assert.deepEqual(inputs["zeroTrust"], {
      contract: 1,
      edges: [
        {
          id: "orbit-to-axon",
          from: "orbit",
          to: "axon",
          protocol: "tcp",
          port: 8443,
          via: "lattice",
        },
      ],
      members: { axon: { services: ["mesh-axon"], targetGroups: ["mesh-axon"] } },
    });
  });

  it("connects the VPC through the group that decides which callers may enter", () => {
    assert.deepEqual(untagged(declared, "serviceNetworkVpcAssociation", "mesh-vpc"), {
      serviceNetworkIdentifier: "mesh-network-id",
      vpcIdentifier: "vpc-id",
      securityGroupIds: ["group-id"],
    });
  });

  it("connects every service to the network", () => {
    assert.deepEqual(untagged(declared, "serviceNetworkServiceAssociation", "mesh-axon"), {
      serviceIdentifier: "mesh-axon-id",
      serviceNetworkIdentifier: "mesh-network-id",
    });
  });

  it("records every access", () => {
    assert.deepEqual(untagged(declared, "accessLogSubscription", "mesh-network"), {
      resourceIdentifier: "mesh-network-id",
      destinationArn: "arn:access-log",
    });
  });

  it("speaks TLS to callers and to tasks", () => {
    assert.deepEqual(untagged(declared, "listener", "mesh-axon"), {
      name: "https",
      serviceIdentifier: "mesh-axon-id",
      protocol: "HTTPS",
      port: 443,
      defaultAction: { fixedResponse: { statusCode: 404 } },
    });
    assert.deepEqual(untagged(declared, "targetGroup", "mesh-axon"), {
      name: "agent-runtime-dev-axon",
      type: "IP",
      config: {
        port: 8443,
        protocol: "HTTPS",
        protocolVersion: "HTTP1",
        vpcIdentifier: "vpc-id",
        healthCheck: { enabled: true, path: "/healthz", protocol: "HTTPS" },
      },
    });
  });

  it("forwards exactly the declared operations", () => {
    assert.equal(ofType(declared, lattice("listenerRule")).length, 1);
    assert.deepEqual(untagged(declared, "listenerRule", "mesh-axon-operation-1"), {
      name: "operation-1",
      serviceIdentifier: "mesh-axon-id",
      listenerIdentifier: "mesh-axon-listener-id",
      priority: 10,
      match: {
        httpMatch: {
          method: "POST",
          pathMatch: { caseSensitive: true, match: { exact: "/reason" } },
        },
      },
      action: { forward: { targetGroups: [{ targetGroupIdentifier: "mesh-axon-id" }] } },
    });
  });

  it("removes what has a fixed name before another takes it", () => {
    for (const kind of ["serviceNetwork", "service", "targetGroup"]) {
      const [resource] = ofType(declared, lattice(kind));
      assert.equal(resource?.options.deleteBeforeReplace, true, kind);
    }
  });
});
