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
  })
  .meta({ description: "Incident contacts." });

/** Who owns settings of which an account has only one. */
export const accountBaselineSchema = z.enum(["owner", "reference"]).meta({
  description:
    "`owner` creates account-wide settings (password policy, public access blocks, default encryption, access analyzer); `reference` leaves them to the one stack of the account that owns them.",
});
