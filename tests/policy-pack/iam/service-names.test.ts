import assert from "node:assert/strict";
import fc from "fast-check";
import { serviceName } from "../../../policy-pack/iam/service-names";

describe("service names", () => {
  const spellings: readonly (readonly [spelling: string, service: string | undefined])[] = [
    ["logs.amazonaws.com", "logs"],
    ["logs.eu-west-1.amazonaws.com", "logs"],
    ["Logs.EU-West-1.AmazonAWS.com", "logs"],
    ["ec2.amazonaws.com.cn", "ec2"],
    ["states.cn-north-1.amazonaws.com.cn", "states"],
    ["logs.us-gov-west-1.amazonaws.com", "logs"],
    ["ec2.us-iso-east-1.c2s.ic.gov", "ec2"],
    ["ec2.sc2s.sgov.gov", "ec2"],
    ["ec2.csp.hci.ic.gov", "ec2"],
    ["ec2.cloud.adc-e.uk", "ec2"],
    ["ec2.eusc-de-east-1.amazonaws.eu", "ec2"],
    ["alexa-appkit.amazon.com", "alexa-appkit"],
    ["monitoring.rds.amazonaws.com", "monitoring.rds"],
    ["streams.metrics.cloudwatch.amazonaws.com", "streams.metrics.cloudwatch"],
    ["vpc-flow-logs.amazonaws.com", "vpc-flow-logs"],
    ["eu-west-1.amazonaws.com", undefined],
    ["amazonaws.com", undefined],
    [".amazonaws.com", undefined],
    ["ecs.example.com", undefined],
    ["amazonaws.com.example.com", undefined],
    ["a b.amazonaws.com", undefined],
    ["", undefined],
  ];
  for (const [spelling, service] of spellings) {
    it(`POL-155 reads "${spelling}" as ${service ?? "no service"}`, () => {
      assert.equal(serviceName(spelling), service);
    });
  }

  it("reads a service the same with and without its region", () => {
    const regions = fc.constantFrom(
      "eu-west-1",
      "us-gov-east-1",
      "ap-southeast-4",
      "us-isob-east-1",
    );
    const services = fc.constantFrom("logs", "ecs-tasks", "delivery.logs", "s3");
    fc.assert(
      fc.property(services, regions, (service, region) => {
        assert.equal(serviceName(`${service}.${region}.amazonaws.com`), service);
      }),
    );
  });
});
