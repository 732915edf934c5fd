package org.innoledger.talent;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.innoledger.kit.test.HostileRequests;
import org.innoledger.kit.test.Service;

@QuarkusTest
@WithTestResource(Service.class)
class HostileRequestsTest extends HostileRequests {}
