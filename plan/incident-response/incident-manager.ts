import type { PlanContext } from "../context";
import type { Tags } from "../tags";
import { isE164 } from "./telephone";

/** A way to reach somebody. They have to confirm it before Incident Manager uses it. */
export interface ChannelPlan {
  /** Stable key. */
  readonly key: string;
  /** Name that people see. */
  readonly name: string;
  /** How they are reached. */
  readonly type: "EMAIL" | "SMS";
  /** Address or E.164 number. */
  readonly address: string;
}

/** Somebody who is called to an incident. */
export interface ContactPlan {
  /** Stable key. */
  readonly key: string;
  /** Alias, unique in the account. */
  readonly alias: string;
  /** Name that people see. */
  readonly displayName: string;
  /** Ways to reach them. */
  readonly channels: readonly ChannelPlan[];
  /** Minutes until those who did not answer are tried again. */
  readonly retryMinutes: number;
}

/** Who is called, and who after them when nobody answers. */
export interface EscalationPlan {
  /** Stable key. */
  readonly key: string;
  /** Alias, unique in the account. */
  readonly alias: string;
  /** Name that people see. */
  readonly displayName: string;
  /** Contacts in order, each with the minutes until the next is called. */
  readonly stages: readonly { readonly contact: string; readonly minutes: number }[];
}

/** What Incident Manager does when an alarm starts an incident. */
export interface ResponsePlanPlan {
  /** Stable key. */
  readonly key: string;
  /** Physical name. */
  readonly name: string;
  /** Title of its incidents. */
  readonly title: string;
  /** Impact: 1 is critical, 5 none. */
  readonly impact: number;
  /** Key of the escalation that it begins. */
  readonly escalation: string;
}

/** Contacts and response plan in Incident Manager; everything empty where it is not used. */
export interface IncidentManagerPlan {
  /** Regions of the account's replication set: one set, or none where another stack owns it. */
  readonly replicationSets: readonly { readonly key: string; readonly region: string }[];
  /** Who is called. */
  readonly contacts: readonly ContactPlan[];
  /** In which order. */
  readonly escalations: readonly EscalationPlan[];
  /** What an alarm starts. */
  readonly responsePlans: readonly ResponsePlanPlan[];
  /** Tags. */
  readonly tags: Tags;
}

/**
 * Plans contacts, escalation and response plan, where configuration asks for them: AWS takes no new customers of Incident
 * Manager, so that the alert topic has to be enough by itself. An account has one replication set, which the stack with
 * the account's settings creates.
 */
export function planIncidentManager(context: PlanContext): IncidentManagerPlan {
  const { config, environment, names, tags } = context;
  if (!config.incidentResponse.incidentManager) {
    return { replicationSets: [], contacts: [], escalations: [], responsePlans: [], tags };
  }
  const isOwner = config.accountBaseline === "owner";
  return {
    replicationSets: isOwner ? [{ key: "replication", region: environment.region }] : [],
    contacts: planContacts(context),
    escalations: [
      {
        key: "escalation",
        alias: names.name("escalation"),
        displayName: "Security, then escalation",
        stages: [
          { contact: "security", minutes: 15 },
          { contact: "management", minutes: 0 },
        ],
      },
    ],
    responsePlans: [
      {
        key: "response",
        name: names.name("response"),
        title: `Security incident in ${names.prefix}`,
        impact: 1,
        escalation: "escalation",
      },
    ],
    tags,
  };
}

function planContacts({ config, names }: PlanContext): readonly ContactPlan[] {
  const { securityEmail, escalationEmail, phone } = config.incidentResponse;
  const contact = (key: string, displayName: string, channels: readonly ChannelPlan[]) => ({
    ...{ key, displayName, channels },
    alias: names.name(key),
    retryMinutes: 5,
  });
  const email = (key: string, address: string): ChannelPlan => ({
    ...{ key, address },
    name: "Email",
    type: "EMAIL",
  });
  const sms: ChannelPlan = { key: "security-sms", name: "SMS", type: "SMS", address: phone };
  return [
    contact("security", "Security contact", [
      email("security-email", securityEmail),
      ...(isE164(phone) ? [sms] : []),
    ]),
    contact("management", "Escalation contact", [email("management-email", escalationEmail)]),
  ];
}
