import { roleCall } from "../records";
import type { Scenario } from "../scenario";

/** A session of orbit's task role reads a secret of axon: the worst case, in which nothing kept it from that. */
export const secretExfiltration: Scenario = {
  name: "secret-exfiltration",
  title: "orbit's task role reads a secret of axon",
  service: "orbit",
  detections: ["axon-secret-foreign-read", "axon-foreign"],
  events: (stage) => {
    const { names } = stage.context;
    const [stolen] = stage.settings.services["axon"]?.secrets ?? [];
    const secretId = names.arn("secretsmanager", `secret:${stolen?.name ?? ""}-AbCdEf`);
    return [
      roleCall(stage, {
        service: "secretsmanager",
        eventName: "GetSecretValue",
        role: names.taskRole("orbit"),
        requestParameters: { secretId, versionStage: "AWSCURRENT" },
      }),
    ];
  },
};
