package org.innoledger.platform;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.innoledger.kit.test.GreedyClients;
import org.innoledger.kit.test.Service;

@QuarkusTest
@WithTestResource(Service.class)
class GreedyClientsTest extends GreedyClients {}
