import * as ssmcontacts from "@pulumi/aws/ssmcontacts";
import * as ssmincidents from "@pulumi/aws/ssmincidents";
import * as pulumi from "@pulumi/pulumi";
import type {
  ContactPlan,
  EscalationPlan,
  IncidentManagerPlan,
} from "../../plan/incident-response/incident-manager";
import type { Tags } from "../../plan/tags";
import { byKey, required } from "../find";

/** What Incident Manager is set up from. */
export interface IncidentManagerArgs {
  /** Contacts, escalations and response plans; everything empty where it is not used. */
  readonly plan: IncidentManagerPlan;
}

/** Contacts, escalation and response plan of AWS Systems Manager Incident Manager. */
export class IncidentManager extends pulumi.ComponentResource {
  /** ARNs of response plans, which alarms start incidents by. */
  readonly responsePlanArns: readonly pulumi.Output<string>[];

  constructor(name: string, { plan }: IncidentManagerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("agent-runtime:incident-response:IncidentManager", name, {}, opts);
    // Contacts and response plans live in the replication set, which nothing in their arguments says.
    const before = plan.replicationSets.map(
      ({ key, region }) =>
        new ssmincidents.ReplicationSet(
          `${name}-${key}`,
          { regions: [{ name: region }], tags: plan.tags },
          { parent: this },
        ),
    );
    const options = { parent: this, dependsOn: before };
    const contacts = byKey(
      plan.contacts,
      ({ key }) => key,
      (contact) => this.#createContact(name, { contact, tags: plan.tags }, options),
    );
    const escalations = byKey(
      plan.escalations,
      ({ key }) => key,
      (escalation) =>
        this.#createEscalation(name, { escalation, contacts, tags: plan.tags }, options),
    );
    this.responsePlanArns = plan.responsePlans.map(
      ({ key, title, impact, escalation, ...response }) =>
        new ssmincidents.ResponsePlan(
          `${name}-${key}`,
          {
            name: response.name,
            incidentTemplate: { title, impact },
            engagements: [required(escalations, escalation)],
            tags: plan.tags,
          },
          options,
        ).arn,
    );
    this.registerOutputs({ responsePlanArns: this.responsePlanArns });
  }

  #createContact(
    name: string,
    { contact, tags }: ContactArgs,
    options: pulumi.CustomResourceOptions,
  ): pulumi.Output<string> {
    const { key, alias, displayName, channels, retryMinutes } = contact;
    const { arn: contactId } = new ssmcontacts.Contact(
      `${name}-${key}`,
      { alias, displayName, type: "PERSONAL", tags },
      options,
    );
    const targets = channels.map(({ address, type, ...channel }) => {
      const { arn } = new ssmcontacts.ContactChannel(
        `${name}-${channel.key}`,
        {
          contactId,
          name: channel.name,
          type,
          deliveryAddress: { simpleAddress: address },
        },
        options,
      );
      return {
        channelTargetInfo: { contactChannelId: arn, retryIntervalInMinutes: retryMinutes },
      };
    });
    new ssmcontacts.Plan(
      `${name}-${key}`,
      { contactId, stages: [{ durationInMinutes: 0, targets }] },
      options,
    );
    return contactId;
  }

  #createEscalation(
    name: string,
    { escalation, contacts, tags }: EscalationArgs,
    options: pulumi.CustomResourceOptions,
  ): pulumi.Output<string> {
    const { key, alias, displayName, stages } = escalation;
    const created = new ssmcontacts.Contact(
      `${name}-${key}`,
      { alias, displayName, type: "ESCALATION", tags },
      options,
    );
    new ssmcontacts.Plan(
      `${name}-${key}`,
      {
        contactId: created.arn,
        stages: stages.map(({ contact, minutes }) => ({
          durationInMinutes: minutes,
          targets: [
            { contactTargetInfo: { contactId: required(contacts, contact), isEssential: true } },
          ],
        })),
      },
      options,
    );
    return created.arn;
  }
}

interface ContactArgs {
  readonly contact: ContactPlan;
  readonly tags: Tags;
}

interface EscalationArgs {
  readonly tags: Tags;
  readonly escalation: EscalationPlan;
  /** ARNs of contacts by key. */
  readonly contacts: Readonly<Record<string, pulumi.Output<string>>>;
}
