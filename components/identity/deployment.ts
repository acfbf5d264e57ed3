import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { OidcProviderPlan } from "../../plan/identity";

/**
 * Declares a provider of tokens. It has no thumbprints: AWS verifies the provider's certificate by its own trusted
 * authorities (IAM API Reference, "CreateOpenIDConnectProvider").
 */
export function createOidcProvider(
  name: string,
  { url, audiences, tags }: OidcProviderPlan,
  parent: pulumi.Resource,
): iam.OpenIdConnectProvider {
  return new iam.OpenIdConnectProvider(
    name,
    { url, clientIdLists: [...audiences], tags },
    { parent },
  );
}
