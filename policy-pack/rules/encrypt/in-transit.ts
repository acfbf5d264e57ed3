import { byType } from "../../engine/observations";
import type { ResourceRule } from "../../engine/rule";
import { judgeSetting } from "../../engine/settings";
import { familyFrameworks } from "../../frameworks/frameworks";
import { transitSettings } from "../../transport/transit-settings";

/** Stores, brokers, distributions and APIs speak TLS to clients, among themselves and to what is behind them. */
export const inTransit: ResourceRule = {
  id: "encrypt/in-transit",
  title: "Data in transit is encrypted",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [...new Set(transitSettings.map(({ type }) => type))],
  why: "Whoever is on the way can read and change what travels in the clear, credentials included.",
  fix: "Switch TLS on, and refuse connections without it.",
  decides:
    "For every row of the transit table: the setting demands TLS, or AWS demands it where nothing is said.",
  cannotDecide:
    "Whether clients verify certificates, and what a target really speaks on a port that is declared as HTTPS.",
  frameworks: {
    ...familyFrameworks.encrypt,
    nist80053: ["SC-8", "SC-8(1)"],
    pciDss: ["4.2.1"],
  },
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'viewerProtocolPolicy: "redirect-to-https"',
    fail: "a replication group without transitEncryptionEnabled",
  },
  check: ({ type, properties }) =>
    (settings.get(type) ?? []).flatMap((setting) => judgeSetting(properties, setting)),
};

const settings = byType(transitSettings);
