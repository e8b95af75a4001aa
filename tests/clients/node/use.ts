// Uses the service by the types that are made from its OpenAPI document; what does not fit them does not compile.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

declare const process: { argv: string[] };
const client = createClient<paths>({ baseUrl: process.argv[2], headers: { "Accept-Language": "en" } });

const listed = await client.GET("/api/sites", { params: { query: { kind: "park", limit: 3 } } });
const one = await client.GET("/api/sites/{code}", { params: { path: { code: "KCN-YEN-BINH" } } });
const matched = await client.POST("/api/match", { body: { project: { lines: [{ code: "2670" }], land: { area_ha: 8 } } } });
const refused = await client.POST("/api/match", { body: { project: { lines: [{ code: "0000" }] } } });

const best: components["schemas"]["RankedSite"] | undefined = matched.data?.sites[0];
const problem: components["schemas"]["Problem"] | undefined = refused.error;
console.log(
  JSON.stringify({
    codes: listed.data && "items" in listed.data ? listed.data.items.map((site) => site.code) : [],
    name: one.data && "name_vi" in one.data ? one.data.name_vi : undefined,
    verdict: matched.data?.verdict,
    score: best?.score,
    type: problem?.type,
    pointer: problem?.errors?.[0]?.pointer,
  }),
);
