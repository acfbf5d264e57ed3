import assert from "node:assert/strict";
import { Endpoints } from "../../../components/network/endpoints";
import { planEndpoints } from "../../../plan/network/endpoints";
import { planContext } from "../../support/context";
import { type DeclaredResource, declaredBy, ofType, oneOf } from "../../support/mocks";

const type = "aws:ec2/vpcEndpoint:VpcEndpoint";
const plan = planEndpoints(planContext(), "endpoints");
const args = {
  plan,
  vpcId: "vpc-id",
  subnetIds: ["subnet-a", "subnet-b"],
  securityGroupId: "group-id",
  arns: { "keys-orbit-data": "arn:orbit", "keys-axon-data": "arn:axon" },
};

describe("Endpoints", () => {
  let declared: readonly DeclaredResource[] = [];

  before(async () => {
    declared = await declaredBy(() => {
      new Endpoints("endpoints", args);
    });
  });

  it("stands an interface with private names in every zone, behind the given group", () => {
    const { inputs } = oneOf(declared, type, "endpoints-logs");
    const { policy, tags, ...rest } = inputs;
    assert.deepEqual(rest, {
      vpcId: "vpc-id",
      vpcEndpointType: "Interface",
      serviceName: "com.amazonaws.us-east-1.logs",
      subnetIds: ["subnet-a", "subnet-b"],
      securityGroupIds: ["group-id"],
      privateDnsEnabled: true,
    });
    assert.match(JSON.stringify(tags), /"Name":"agent-runtime-dev-logs"/);
    const planned = plan.endpoints.find(({ key }) => key === "logs");
    assert.deepEqual(JSON.parse(String(policy)), planned?.policy);
  });

  it("gives DynamoDB's endpoint no private name, which AWS does not offer", () => {
    const without = ofType(declared, type).filter(({ inputs }) => !inputs["privateDnsEnabled"]);
    assert.deepEqual(
      without.map(({ name }) => name),
      ["endpoints-dynamodb"],
    );
  });

  it("gives out each endpoint's own Regional name, without a wildcard label", async () => {
    const names: string[] = [];
    await declaredBy(() => {
      const { dnsNames } = new Endpoints("endpoints", args);
      for (const key of ["dynamodb", "lambda"]) {
        dnsNames[key]?.apply((name) => names.push(name));
      }
    });
    assert.deepEqual(names.sort(), ["endpoints-dynamodb.test", "endpoints-lambda.test"]);
  });

  it("puts the ARNs of keys into the policy of KMS", () => {
    const { inputs } = oneOf(declared, type, "endpoints-kms");
    assert.deepEqual(JSON.parse(String(inputs["policy"])), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "UseDataKeys",
          Action: ["kms:Decrypt", "kms:GenerateDataKey"],
          Resource: ["arn:orbit", "arn:axon"],
          Effect: "Allow",
          Principal: "*",
          Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } },
        },
      ],
    });
  });

  it("serves S3's names to clients in the VPC, without a gateway endpoint (NET-2)", () => {
    for (const { name, inputs } of ofType(declared, type)) {
      const expected =
        name === "endpoints-s3" ? { privateDnsOnlyForInboundResolverEndpoint: false } : undefined;
      assert.deepEqual(inputs["dnsOptions"], expected, name);
    }
  });

  it("publishes the documents that are not known before keys exist", () => {
    const { inputs } = oneOf(declared, "agent-runtime:network:Endpoints", "endpoints");
    assert.deepEqual(inputs["zeroTrust"], { contract: 1, documents: plan.documents });
  });
});
