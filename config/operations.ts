import { z } from "zod";

/** Retention values of 365 days or more that CloudWatch Logs accepts (PutRetentionPolicy). */
export const retentionDays = [
  365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const threshold = (meaning: string, fallback: number) =>
  z
    .int()
    .min(1)
    .default(fallback)
    .meta({ description: `${meaning} @default ${String(fallback)}` });

const detector = (meaning: string) =>
  z
    .boolean()
    .optional()
    .meta({ description: `${meaning} @default by environment: dev false, prod true` });

/** Logs, trail and alarms. */
export const monitoringSchema = z
  .strictObject({
    retentionDays: z
      .literal([...retentionDays])
      .optional()
      .meta({
        description: "Days log events are kept. @default by environment: dev 365, prod 400",
      }),
    thresholds: z
      .strictObject({
        unauthorizedAccess: threshold("Denied API calls in 5 minutes that raise the alarm.", 1),
        rejectedFlows: threshold("Rejected network flows in 5 minutes that raise the alarm.", 100),
        failedGovernanceDecisions: threshold(
          "Denied governance decisions in 5 minutes that raise the alarm.",
          1,
        ),
        secretAccess: threshold(
          "Failed or unusual secret calls in 5 minutes that raise the alarm.",
          1,
        ),
        iamChanges: threshold("IAM permission changes in 5 minutes that raise the alarm.", 1),
      })
      .prefault({})
      .meta({ description: "Alarm thresholds, as counts in 5 minutes." }),
    detectors: z
      .strictObject({
        guardDuty: detector("GuardDuty, with protection of S3, Lambda, and Fargate at run time."),
        securityHub: detector(
          "Security Hub, with CIS and AWS's own standard; needs configRecorder.",
        ),
        configRecorder: detector("AWS Config's recorder of resources."),
        inspector: detector("Inspector, for images in ECR and for Lambda."),
        macie: detector("Macie, for data in S3."),
        detective: detector("Detective; AWS asks for GuardDuty first."),
      })
      .prefault({})
      .meta({
        description:
          "AWS's detectors, of which an account has one in each Region: created by the stack whose accountBaseline is `owner`, and by no other.",
      }),
  })
  .prefault({})
  .meta({ description: "Logs, audit trail and alarms." });

/** Who is told, and how. */
export const incidentResponseSchema = z
  .strictObject({
    securityEmail: z.email().meta({ description: "Address that every alert is sent to." }),
    escalationEmail: z.email().meta({ description: "Address that alerts are escalated to." }),
    phone: z.string().min(1).max(40).meta({
      description:
        "Telephone contact. Subscribed by SMS only when it is an E.164 number; otherwise kept as text in the runbooks.",
    }),
    containment: z
      .strictObject({
        mode: z.enum(["dry-run", "approve", "automatic"]).optional().meta({
          description:
            "What a finding starts. `dry-run` writes down what it would do. `approve` quarantines the service at once, and changes roles, mesh, network and tasks when a responder approves. `automatic` waits for nobody. @default by environment: dev dry-run, prod approve",
        }),
        workload: z
          .string()
          .regex(/^[a-zA-Z][\w-]*$/)
          .max(100)
          .optional()
          .meta({
            description:
              "What the workload stack calls its ECS cluster, and starts the names of its services with, for example agent-service-dev: whose tasks are stopped. @default none: tasks are left running, and records of incidents say so",
          }),
      })
      .prefault({})
      .meta({ description: "How far an incident is contained without people." }),
    incidentManager: z.boolean().default(false).meta({
      description:
        "Whether contacts and a response plan are created in AWS Systems Manager Incident Manager, which takes no new customers. @default false",
    }),
  })
  .meta({ description: "Incident contacts." });

/** Who owns settings of which an account has only one. */
export const accountBaselineSchema = z.enum(["owner", "reference"]).meta({
  description:
    "`owner` creates account-wide settings (password policy, public access blocks, default encryption, access analyzer); `reference` leaves them to the one stack of the account that owns them.",
});
