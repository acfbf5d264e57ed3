import { undecidable, violated } from "../../engine/observations";
import { decoded } from "../../engine/provider-accounts";
import type { Observation, ResourceRule } from "../../engine/rule";
import { isObject, isUnknown, listOf, pointer, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

/** Providers talk to AWS by HTTPS. */
export const plainEndpoint: ResourceRule = {
  id: "provider/plain-endpoint",
  title: "Providers talk to AWS by HTTPS",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["pulumi:providers:aws"],
  why: "Requests to AWS carry secrets and documents; by plain HTTP whoever is on the way can read and change them.",
  fix: "Remove the endpoint, or use https.",
  decides: "No endpoint of the provider begins with http.",
  cannotDecide: "Endpoints in shared files and environment variables.",
  frameworks: { ...familyFrameworks.provider, nist80053: ["SC-8", "SC-8(1)"] },
  params: {},
  since: "0.2.0",
  examples: { pass: "endpoints: []", fail: 'endpoints: [{ s3: "http://s3.example.com" }]' },
  check: ({ properties }): readonly Observation[] => {
    const endpoints = decoded(properties["endpoints"]);
    if (isUnknown(endpoints)) {
      return [undecidable("/endpoints", "The endpoints of the provider are unknown.")];
    }
    return listOf(endpoints).flatMap((entry, index) =>
      Object.entries(isObject(entry) ? entry : { "": entry }).flatMap(([service, address]) => {
        const path = pointer(["endpoints", index, service]);
        const value = `${service}=${textOf(address)}`;
        if (isUnknown(address)) {
          return [
            { ...undecidable(path, `The endpoint of ${service} is unknown.`), value: service },
          ];
        }
        if (!/^\s*http:/i.test(textOf(address))) return [];
        const message = `The provider calls ${service} by plain HTTP.`;
        return [{ ...violated(path, message, `Use https for ${service}.`), value }];
      }),
    );
  },
};
