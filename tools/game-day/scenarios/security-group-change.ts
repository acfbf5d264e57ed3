import { AuthorizeSecurityGroupIngressCommand } from "@aws-sdk/client-ec2";
import type { ContainmentSettings } from "../../../runtime/containment/settings";
import { roleCall } from "../records";
import type { Scenario } from "../scenario";

const groupOf = ({ services }: ContainmentSettings) => services["orbit"]?.securityGroupId ?? "";

const everybody = "0.0.0.0/0";
const ports = { FromPort: 22, ToPort: 22 };

const change = (settings: ContainmentSettings) => ({
  GroupId: groupOf(settings),
  IpPermissions: [{ IpProtocol: "tcp", ...ports, IpRanges: [{ CidrIp: everybody }] }],
});

/** A session of orbit's task role opens orbit's security group to everybody. */
export const securityGroupChange: Scenario = {
  name: "security-group-change",
  title: "orbit's task role opens its security group to everybody",
  service: "orbit",
  detections: ["security-group-changes"],
  async act({ cloud, settings }) {
    await cloud.clients.ec2.send(new AuthorizeSecurityGroupIngressCommand(change(settings)));
  },
  events: (stage) => [
    roleCall(stage, {
      service: "ec2",
      eventName: "AuthorizeSecurityGroupIngress",
      role: stage.context.names.taskRole("orbit"),
      requestParameters: {
        groupId: groupOf(stage.settings),
        ipPermissions: {
          items: [
            {
              ipProtocol: "tcp",
              fromPort: ports.FromPort,
              toPort: ports.ToPort,
              ipRanges: { items: [{ cidrIp: everybody }] },
            },
          ],
        },
      },
    }),
  ],
};
