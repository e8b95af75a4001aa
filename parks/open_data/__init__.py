"""Open data: whole tables of the public catalogue as files, with checksums, licence and a DCAT description."""
