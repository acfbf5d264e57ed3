import type { Observation } from "../engine/rule";
import type { Condition } from "../engine/settings";
import { fulfils, placesOf } from "../engine/settings";
import type { Properties } from "../engine/value";
import { pointer, textOf } from "../engine/value";

/** The day the tables were compared with AWS's documentation. */
export const tlsPoliciesDate = "2026-11-24";

/** Names of TLS policies of one service. */
interface PolicyNames {
  /** Policies that accept nothing below TLS 1.2. */
  readonly modern: readonly string[];
  /** Policies that accept older versions. */
  readonly old: readonly string[];
}

/** A property that names a TLS policy. */
export interface TlsPolicy {
  /** Type token. */
  readonly type: string;
  /** Dotted path of the name. */
  readonly path: string;
  /** Names. */
  readonly names: PolicyNames;
  /** The policy that AWS chooses when none is named. */
  readonly byDefault: string;
  /** Only resources that fulfil it have a policy. @default - all */
  readonly when?: Condition;
  /** A policy to use. */
  readonly better: string;
}

const prefixed = (prefix: string, names: readonly string[]): readonly string[] =>
  names.map((name) => `${prefix}${name}`);

// Source: Elastic Load Balancing user guides, "Security policies"; table of 2026-11.
const loadBalancer: PolicyNames = {
  modern: prefixed("ELBSecurityPolicy-", [
    "TLS13-1-3-2021-06",
    "TLS13-1-2-2021-06",
    "TLS13-1-2-Res-2021-06",
    "TLS13-1-2-Ext1-2021-06",
    "TLS13-1-2-Ext2-2021-06",
    "TLS13-1-3-FIPS-2023-04",
    "TLS13-1-2-FIPS-2023-04",
    "TLS13-1-2-Res-FIPS-2023-04",
    "TLS13-1-2-Ext0-FIPS-2023-04",
    "TLS13-1-2-Ext1-FIPS-2023-04",
    "TLS13-1-2-Ext2-FIPS-2023-04",
    "TLS13-1-3-PQ-2025-09",
    "TLS13-1-2-PQ-2025-09",
    "TLS13-1-2-Res-PQ-2025-09",
    "TLS13-1-2-Ext1-PQ-2025-09",
    "TLS13-1-2-Ext2-PQ-2025-09",
    "TLS13-1-3-FIPS-PQ-2025-09",
    "TLS13-1-2-FIPS-PQ-2025-09",
    "TLS13-1-2-Res-FIPS-PQ-2025-09",
    "TLS13-1-2-Ext0-FIPS-PQ-2025-09",
    "TLS13-1-2-Ext1-FIPS-PQ-2025-09",
    "TLS13-1-2-Ext2-FIPS-PQ-2025-09",
    "TLS-1-2-2017-01",
    "TLS-1-2-Ext-2018-06",
    "FS-1-2-2019-08",
    "FS-1-2-Res-2019-08",
    "FS-1-2-Res-2020-10",
  ]),
  old: prefixed("ELBSecurityPolicy-", [
    "2015-05",
    "2016-08",
    "TLS-1-0-2015-04",
    "TLS-1-1-2017-01",
    "FS-2018-06",
    "FS-1-1-2019-08",
    "TLS13-1-0-2021-06",
    "TLS13-1-1-2021-06",
    "TLS13-1-0-FIPS-2023-04",
    "TLS13-1-1-FIPS-2023-04",
    "TLS13-1-0-PQ-2025-09",
    "TLS13-1-0-FIPS-PQ-2025-09",
  ]),
};

// Source: CloudFront developer guide, "Supported protocols and ciphers between viewers and CloudFront".
const cloudFront: PolicyNames = {
  modern: ["TLSv1.2_2018", "TLSv1.2_2019", "TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"],
  old: ["SSLv3", "TLSv1", "TLSv1_2016", "TLSv1.1_2016"],
};

// Source: API Gateway developer guide, "Supported security policies".
const apiGateway: PolicyNames = {
  modern: [
    "TLS_1_2",
    ...prefixed("SecurityPolicy_", [
      "TLS13_1_3_2025_09",
      "TLS13_1_3_FIPS_2025_09",
      "TLS13_1_2_PFS_PQ_2025_09",
      "TLS13_1_2_PQ_2025_09",
      "TLS13_1_2_2021_06",
      "TLS13_1_2_FIPS_PQ_2025_09",
      "TLS13_1_2_FIPS_PFS_PQ_2025_09",
      "TLS13_2025_EDGE",
      "TLS12_PFS_2025_EDGE",
      "TLS12_2018_EDGE",
    ]),
  ],
  old: ["TLS_1_0"],
};

// Source: OpenSearch Service API reference, DomainEndpointOptions.
const search: PolicyNames = {
  modern: [
    "Policy-Min-TLS-1-2-2019-07",
    "Policy-Min-TLS-1-2-PFS-2023-10",
    "Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08",
  ],
  old: ["Policy-Min-TLS-1-0-2019-07"],
};

const searchPolicy = (type: string): TlsPolicy => ({
  type,
  path: "domainEndpointOptions.tlsSecurityPolicy",
  names: search,
  byDefault: "Policy-Min-TLS-1-0-2019-07",
  better: "Policy-Min-TLS-1-2-PFS-2023-10",
});

/** Every property that names a TLS policy. */
export const tlsPolicies: readonly TlsPolicy[] = [
  {
    type: "aws:lb/listener:Listener",
    path: "sslPolicy",
    names: loadBalancer,
    byDefault: "ELBSecurityPolicy-2016-08",
    when: { path: "protocol", is: /^(HTTPS|TLS)$/ },
    better: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
  },
  // CloudFront's own certificate comes with its oldest policy, whatever is named.
  {
    type: "aws:cloudfront/distribution:Distribution",
    path: "viewerCertificate.minimumProtocolVersion",
    names: cloudFront,
    byDefault: "TLSv1",
    when: { path: "viewerCertificate.cloudfrontDefaultCertificate", is: /^(false)?$/ },
    better: "TLSv1.2_2021",
  },
  {
    type: "aws:cloudfront/distribution:Distribution",
    path: "viewerCertificate.cloudfrontDefaultCertificate",
    names: { modern: [], old: ["true"] },
    byDefault: "true",
    when: { path: "viewerCertificate.cloudfrontDefaultCertificate", is: /^true$/ },
    better: "false with a certificate of your own and minimumProtocolVersion TLSv1.2_2021",
  },
  {
    type: "aws:apigateway/domainName:DomainName",
    path: "securityPolicy",
    names: apiGateway,
    byDefault: "TLS_1_2",
    better: "TLS_1_2",
  },
  {
    type: "aws:apigatewayv2/domainName:DomainName",
    path: "domainNameConfiguration.securityPolicy",
    names: apiGateway,
    byDefault: "TLS_1_2",
    better: "TLS_1_2",
  },
  searchPolicy("aws:opensearch/domain:Domain"),
  searchPolicy("aws:elasticsearch/domain:Domain"),
];

/** Judges one property that names a TLS policy; a name that the table does not know is undecided. */
export function judgeTlsPolicy(properties: Properties, policy: TlsPolicy): readonly Observation[] {
  const applies = policy.when === undefined ? "yes" : fulfils(properties, policy.when);
  if (applies === "no") return [];
  return placesOf(properties, policy.path).flatMap(({ path, reading }): readonly Observation[] => {
    const at = pointer(path);
    const property = String(path.at(-1));
    const fix = `Set ${property} to ${policy.better}.`;
    if (reading.kind === "unknown") {
      const message = `${property} is unknown, and may allow TLS below 1.2.`;
      return [{ verdict: "undecided", path: at, message, fix }];
    }
    const name = reading.kind === "absent" ? policy.byDefault : textOf(reading.value);
    if (policy.names.modern.includes(name)) return [];
    const isOld = policy.names.old.includes(name);
    const message = isOld
      ? `${property} is ${reading.kind === "absent" ? `not set, which means ${name},` : name} and allows TLS below 1.2.`
      : `${name} is in no table of ${tlsPoliciesDate}, so the versions it allows are not known.`;
    const verdict = isOld && applies === "yes" ? "fail" : "undecided";
    return [{ verdict, path: at, message, fix }];
  });
}
