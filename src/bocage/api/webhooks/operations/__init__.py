"""What is done with webhooks: subscriptions, what is told to each, how it is sent."""
