package org.innoledger.kit.front;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObjectDecoder;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Closes a connection whose request head is not whole soon after its first byte: whoever sends one by halves,
/// a byte now and then, would keep a connection for ever. What takes its time for a reason, a body on its way
/// or an answer that is waited for, is no head, and neither is a connection at rest between two requests.
///
/// The server's own settings know of idle connections only, so this is an extension of the library beneath it,
/// found as a service. A head that begins in one packet with the end of the request before it counts from its
/// next byte.
public final class HeadTime extends ChannelInitializerExtension {
    /// How long a whole head may take.
    public static final Duration MOST = Duration.ofSeconds(10);

    /// Makes the library look for its extensions, which it does when the first connection is prepared.
    public static void enable() {
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addFirst(new Watch());
    }

    /// Sees bytes before they are decoded, and by a second handler what they were.
    private static final class Watch extends ChannelInboundHandlerAdapter {
        private boolean between = true;
        private boolean seesRequests;
        private Future<?> end;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object bytes) throws Exception {
            if (between) {
                between = false;
                closeLater(ctx);
            }
            seeRequests(ctx);
            var unseen = !seesRequests;
            super.channelRead(ctx, bytes);
            if (unseen) {
                decoderCame(ctx);
            }
        }

        /// Where the decoder came with these very bytes, what they were is not known: the next ones tell.
        private void decoderCame(ChannelHandlerContext ctx) {
            seeRequests(ctx);
            if (seesRequests) {
                whole();
                between = true;
            } else if (ctx.pipeline().get(Http2ConnectionHandler.class) != null) {
                // Frames of HTTP/2 have bounds of their own.
                whole();
                ctx.pipeline().remove(this);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) throws Exception {
            whole();
            super.channelInactive(ctx);
        }

        private void closeLater(ChannelHandlerContext ctx) {
            end = ctx.executor()
                    .schedule(
                            () -> {
                                if (ctx.channel().config().isAutoRead()) {
                                    ctx.close();
                                } else {
                                    // It is the server who does not read on, busy with the request before.
                                    closeLater(ctx);
                                }
                            },
                            MOST.toMillis(),
                            TimeUnit.MILLISECONDS);
        }

        private void whole() {
            if (end != null) {
                end.cancel(false);
            }
        }

        /// The decoder may come late, after a handshake.
        private void seeRequests(ChannelHandlerContext ctx) {
            var decoder = seesRequests ? null : ctx.pipeline().context(HttpObjectDecoder.class);
            if (decoder != null) {
                seesRequests = true;
                ctx.pipeline().addAfter(decoder.name(), null, new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext next, Object message) throws Exception {
                        if (message instanceof HttpRequest || message instanceof HttpContent) {
                            between = false;
                            whole();
                        }
                        if (message instanceof LastHttpContent) {
                            between = true;
                        }
                        super.channelRead(next, message);
                    }
                });
            }
        }
    }
}
