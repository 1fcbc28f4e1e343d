"""Operations on webhooks: subscriptions, deliveries, attempts."""
