package org.innoledger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;

/// The OpenAPI documents that the build copied from the services, merged at start.
@Singleton
final class Documents {

    @ConfigMapping(prefix = "innoledger.documents")
    interface Sources {
        /// The folder of the class path that holds the documents.
        @WithDefault("openapi")
        String folder();

        /// The services in the order of their sections in `/docs`; each has its document `<service>.json`.
        @WithDefault("ledger,talent,platform")
        List<String> services();

        /// Where callers reach the gateway, such as `https://ledger.example.cn`: a copy of the document that
        /// somebody keeps still says where to call. `/` says: where you have it from.
        @WithDefault("/")
        String origin();
    }

    private final ApiDocument merged;

    @Inject
    Documents(Sources sources) {
        this(sources.folder(), sources.services(), sources.origin());
    }

    Documents(String folder, List<String> services, String origin) {
        var documents = new LinkedHashMap<String, ObjectNode>();
        for (var service : services) {
            documents.put(service, read(new ObjectMapper(), folder + "/" + service + ".json"));
        }
        var frame = read(new YAMLMapper(), "openapi/gateway.yaml");
        frame.putArray("servers").addObject().put("url", origin);
        merged = ApiDocument.merge(frame, documents);
    }

    ApiDocument merged() {
        return merged;
    }

    private static ObjectNode read(ObjectMapper mapper, String name) {
        try (InputStream input = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (input == null) {
                throw new FileNotFoundException("The gateway was built without " + name + ".");
            }
            JsonNode tree = mapper.readTree(input);
            return (ObjectNode) tree;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
