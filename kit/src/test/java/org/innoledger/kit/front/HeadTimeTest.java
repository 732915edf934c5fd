package org.innoledger.kit.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A connection whose clock is set by the test.
@DisplayName("a connection")
class HeadTimeTest {
    private static final String GET = "GET / HTTP/1.1|Host: a||";

    private final EmbeddedChannel channel = new EmbeddedChannel(new HttpRequestDecoder());

    @BeforeEach
    void watch() {
        channel.freezeTime();
        new HeadTime().postInitializeServerChildChannel(channel);
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text.replace("|", "\r\n"), StandardCharsets.US_ASCII));
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    /// In a script a number is so many seconds, and anything else is sent.
    @ParameterizedTest
    @CsvSource({
        "'9;', true",
        "'600;', true",
        "'G;9', true",
        "'G;11', false",
        "'GET / HTTP/1.1|Ho;11', false",
        "'GET / HTTP/1.1|;5;X: 1|;4;X: 2|;4', false",
        "'GET / HTTP/1.1|;5;Host: a||;600', true",
        "'" + GET + ";600;" + GET + ";600', true",
        "'" + GET + GET + ";600', true",
        "'" + GET + ";600;GET /;11', false",
        "'POST / HTTP/1.1|Content-Length: 3||;60;a;60;b;60;c;600', true",
        "'POST / HTTP/1.1|Content-Length: 1||;60;a;60;GET /;11', false",
        "'POST / HTTP/1.1|Content-Length: 1||;60;aGET /;60;?;11', false",
        "'POST / HTTP/1.1|Transfer-Encoding: chunked||;60;1|a|;60;0||;60;G;11', false",
    })
    @DisplayName("is closed 10 s after the first byte of a head that is not whole, and never for anything else")
    void closes(String script, boolean open) {
        for (var step : script.split(";")) {
            if (step.matches("[0-9]+") && !step.equals("0")) {
                pass(Integer.parseInt(step));
            } else {
                send(step);
            }
        }
        assertEquals(open, channel.isOpen());
    }

    /// As behind a handshake, or a look at which protocol it is.
    @ParameterizedTest
    @CsvSource({
        "'" + GET + ";600', true",
        "'" + GET + ";600;" + GET + ";600', true",
        "'" + GET + ";600;GET /;11', false",
        "'POST / HTTP/1.1|Content-Length: 3||;60;a;60;b;60;c;600', true",
        "'GET / ;5;HT;11', false",
    })
    @DisplayName("whose decoder comes with its first bytes is closed for no head that is whole")
    void late(String script, boolean open) {
        channel.pipeline().remove(HttpRequestDecoder.class);
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object bytes) {
                ctx.pipeline().addLast(new HttpRequestDecoder());
                ctx.fireChannelRead(bytes);
                ctx.pipeline().remove(this);
            }
        });
        closes(script, open);
    }

    @Test
    @DisplayName("that the server does not read from is not blamed")
    void paused() {
        send(GET + "GET /");
        send("x");
        channel.config().setAutoRead(false);
        pass(60);
        assertEquals(true, channel.isOpen());
        channel.config().setAutoRead(true);
        pass(11);
        assertFalse(channel.isOpen());
    }
}
