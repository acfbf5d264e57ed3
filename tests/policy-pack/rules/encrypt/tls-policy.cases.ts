import type { Properties } from "../../../../policy-pack/engine/value";
import { tlsPolicy } from "../../../../policy-pack/rules/encrypt/tls-policy";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const listener = (properties: Properties) => [
  resource("aws:lb/listener:Listener", { protocol: "HTTPS", ...properties }),
];
const distribution = (viewerCertificate: Properties) => [
  resource("aws:cloudfront/distribution:Distribution", { viewerCertificate }),
];
const domain = (securityPolicy: string) => [
  resource("aws:apigateway/domainName:DomainName", { securityPolicy }),
];
const search = (domainEndpointOptions: Properties) => [
  resource("aws:opensearch/domain:Domain", { domainEndpointOptions }),
];

export const tlsPolicyCases = ruleCases(tlsPolicy, [
  {
    requirement: "POL-305",
    title: "a policy that begins at TLS 1.2",
    resources: listener({ sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" }),
    verdict: "pass",
  },
  {
    requirement: "POL-305",
    title: "a policy that begins at TLS 1.1",
    resources: listener({ sslPolicy: "ELBSecurityPolicy-TLS-1-1-2017-01" }),
    verdict: "fail",
    path: "/sslPolicy",
    message: /sslPolicy is ELBSecurityPolicy-TLS-1-1-2017-01 and allows TLS below 1.2/,
    fix: /^Set sslPolicy to ELBSecurityPolicy-TLS13-1-2/,
  },
  {
    requirement: "POL-305",
    title: "a name that no table knows",
    resources: listener({ sslPolicy: "ELBSecurityPolicy-TLS14-2031-01" }),
    verdict: "undecided",
    message: /is in no table of 2026-11-24/,
  },
  {
    title: "a listener that names none and gets AWS's oldest",
    resources: listener({}),
    verdict: "fail",
    message: /not set, which means ELBSecurityPolicy-2016-08/,
  },
  {
    title: "a listener of a network load balancer",
    resources: listener({ protocol: "TLS" }),
    verdict: "fail",
  },
  { title: "a listener without TLS", resources: listener({ protocol: "HTTP" }), verdict: "pass" },
  {
    title: "an old policy where the protocol is unknown",
    resources: listener({ protocol: unknown, sslPolicy: "ELBSecurityPolicy-2016-08" }),
    verdict: "undecided",
  },
  { title: "an unknown policy", resources: listener({ sslPolicy: unknown }), verdict: "undecided" },
  {
    title: "a distribution from TLS 1.2",
    resources: distribution({ acmCertificateArn: "arn", minimumProtocolVersion: "TLSv1.2_2021" }),
    verdict: "pass",
  },
  {
    title: "a distribution from TLS 1.1",
    resources: distribution({ acmCertificateArn: "arn", minimumProtocolVersion: "TLSv1.1_2016" }),
    verdict: "fail",
  },
  {
    title: "a distribution that says nothing",
    resources: distribution({ acmCertificateArn: "arn" }),
    verdict: "fail",
  },
  {
    title: "CloudFront's own certificate, whatever version is named",
    resources: distribution({
      cloudfrontDefaultCertificate: true,
      minimumProtocolVersion: "TLSv1.2_2021",
    }),
    verdict: "fail",
    path: "/viewerCertificate/cloudfrontDefaultCertificate",
    count: 1,
  },
  { title: "an API domain from TLS 1.2", resources: domain("TLS_1_2"), verdict: "pass" },
  {
    title: "an API domain with a policy of 2025",
    resources: domain("SecurityPolicy_TLS13_1_3_2025_09"),
    verdict: "pass",
  },
  { title: "an API domain from TLS 1.0", resources: domain("TLS_1_0"), verdict: "fail" },
  {
    title: "an HTTP API's domain",
    resources: [
      resource("aws:apigatewayv2/domainName:DomainName", {
        domainNameConfiguration: { securityPolicy: "TLS_1_2" },
      }),
    ],
    verdict: "pass",
  },
  {
    title: "a search domain from TLS 1.2",
    resources: search({ tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" }),
    verdict: "pass",
  },
  { title: "a search domain that says nothing", resources: search({}), verdict: "fail" },
]);
