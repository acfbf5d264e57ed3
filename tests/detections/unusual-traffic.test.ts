import { fires, overlooks, staysQuiet } from "../support/detections/prove";

describe("rejected-flows", () => {
  it(
    "NET-31 fires on rejected flows of both directions and both IP versions",
    fires("rejected-flows"),
  );
  it(
    "stays quiet on accepted flows, idle interfaces and records of another format",
    staysQuiet("rejected-flows"),
  );
});

describe("rejected-flows-band", () => {
  it("LOG-94 counts what the floor counts", fires("rejected-flows-band"));
  it("stays quiet on what the floor does not count", staysQuiet("rejected-flows-band"));
});

describe("egress-bytes", () => {
  it("NET-31 fires on what leaves", fires("egress-bytes"));
  it("stays quiet on what arrives, whatever else the record says", staysQuiet("egress-bytes"));
});

describe("egress-bytes-band", () => {
  it("LOG-94 counts what the floor counts", fires("egress-bytes-band"));
  it("stays quiet on what the floor does not count", staysQuiet("egress-bytes-band"));
});

describe("security-group-changes", () => {
  it("CIS 5.10 fires on each change, by whomever, refused or not", fires("security-group-changes"));
  it("stays quiet on reads and on other changes", staysQuiet("security-group-changes"));
  it(
    "does not see two changes that the benchmark omits; other patterns do",
    overlooks("security-group-changes"),
  );
});

describe("network-acl-changes", () => {
  it("CIS 5.11 fires on each change, by whomever, refused or not", fires("network-acl-changes"));
  it("stays quiet on reads and on other changes", staysQuiet("network-acl-changes"));
});

describe("gateway-changes", () => {
  it("CIS 5.12 fires on each change, by whomever, refused or not", fires("gateway-changes"));
  it("stays quiet on reads and on other changes", staysQuiet("gateway-changes"));
  it(
    "does not see gateways that the benchmark omits; other patterns do",
    overlooks("gateway-changes"),
  );
});

describe("route-table-changes", () => {
  it(
    "CIS 5.13 fires on each change, of another service's routes too",
    fires("route-table-changes"),
  );
  it("stays quiet on reads and on other changes", staysQuiet("route-table-changes"));
  it(
    "does not see a route table that a subnet is given, which another pattern sees",
    overlooks("route-table-changes", "network-exposure-changes"),
  );
});

describe("ec2-route-table-changes", () => {
  it("CIS 5.13 fires on each change of EC2's routes", fires("ec2-route-table-changes"));
  it("stays quiet on routes of other services", staysQuiet("ec2-route-table-changes"));
  it(
    "does not see a route table that a subnet is given, which another pattern sees",
    overlooks("ec2-route-table-changes", "network-exposure-changes"),
  );
});

describe("vpc-changes", () => {
  it("CIS 5.14 fires on each change, by whomever, refused or not", fires("vpc-changes"));
  it("stays quiet on reads and on other changes", staysQuiet("vpc-changes"));
  it("does not see address ranges and endpoints of a VPC", overlooks("vpc-changes"));
});

describe("mesh-and-endpoint-changes", () => {
  it(
    "fires on changes of rules, endpoints, flow logs, DNS firewall and mesh policies",
    fires("mesh-and-endpoint-changes"),
  );
  it("stays quiet on what CIS has, and on reads", staysQuiet("mesh-and-endpoint-changes"));
  it(
    "does not see a Lattice service that stops asking who calls, which another pattern sees",
    overlooks("mesh-and-endpoint-changes", "network-exposure-changes"),
  );
});

describe("network-exposure-changes", () => {
  it("fires on each further way into or out of the VPC", fires("network-exposure-changes"));
  it(
    "stays quiet on calls of the same name by other services, such as ECS's UpdateService",
    staysQuiet("network-exposure-changes"),
  );
  it(
    "does not see where a listener sends requests, which opens nothing",
    overlooks("network-exposure-changes"),
  );
});

describe("guardduty-findings", () => {
  it("fires from medium severity on", fires("guardduty-findings"));
  it(
    "stays quiet below, on text for a number, and on events of others",
    staysQuiet("guardduty-findings"),
  );
});

describe("class-unusual-traffic", () => {
  it("fires on whatever raises one of the class's alarms", fires("class-unusual-traffic"));
  it("stays quiet on accepted flows and on other classes", staysQuiet("class-unusual-traffic"));
});
