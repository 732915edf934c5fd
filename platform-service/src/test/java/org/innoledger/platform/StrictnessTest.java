package org.innoledger.platform;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.innoledger.kit.test.Service;
import org.innoledger.kit.test.Strictness;

@QuarkusTest
@WithTestResource(Service.class)
class StrictnessTest extends Strictness {}
