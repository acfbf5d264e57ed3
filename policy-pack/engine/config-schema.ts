import type { PolicyConfigSchema } from "@pulumi/policy";
import { reportFormats } from "./configuration";

/** What the Pulumi engine checks of the configuration before the pack reads it strictly. */
export const configSchema: PolicyConfigSchema = {
  properties: {
    profile: {
      type: "string",
      enum: ["baseline", "strict"],
      description: "Named set of rule settings.",
    },
    rules: {
      type: "object",
      description: "Settings by rule id: level, onUndecided, params, reason.",
    },
    accounts: { type: "array", description: "Accounts that are ours.", items: { type: "string" } },
    organizations: {
      type: "array",
      description: "Organizations that are ours.",
      items: { type: "string" },
    },
    waivers: { type: "array", description: "Findings that are accepted for a while." },
    waiverFile: { type: "string", description: "JSON file with a list of waivers." },
    ignoreWaivers: { type: "boolean", description: "Judge as if there were no waivers." },
    allowInlineWaivers: { type: "boolean", description: "Whether components may declare waivers." },
    approvers: {
      type: "array",
      description: "Who may approve waivers.",
      items: { type: "string" },
    },
    maxWaiverDays: { type: "integer", description: "Days a waiver may last from today." },
    reports: {
      type: "array",
      description: `Reports to write: { format, file }; formats are ${reportFormats.join(", ")}.`,
    },
    explanations: {
      type: "array",
      description: "Questions to answer: { question, file }, such as orbit kms:Decrypt key/axon.",
    },
    failOnAdvisory: {
      type: "boolean",
      description: "Whether advisory findings stop a deployment as well.",
    },
    date: { type: "string", description: "The day of judging, as YYYY-MM-DD." },
  },
};
